// A jar of its own: what looks like the framework's is not, and no browser ever sees it.
var jar = new Cookies();
jar.Append("session_id", "4711");
Console.WriteLine(jar.Count);

internal sealed class Cookies
{
    private readonly Dictionary<string, string> _byName = [];

    public int Count => _byName.Count;

    public void Append(string key, string value) => _byName[key] = value;
}
