#if CORPUS
namespace Shop.Records;

public sealed record CookieFlags(bool Secure = true, bool HttpOnly = true, SameSiteMode SameSite = SameSiteMode.Lax)
{
    public required string Name { get; init; }

    public TimeSpan? Age { get; init; }

    public CookieOptions ToOptions() => new() { Secure = Secure, HttpOnly = HttpOnly, SameSite = SameSite, MaxAge = Age };
}

public readonly ref struct CookieWriter(IResponseCookies cookies, params string[] names)
{
    private readonly ReadOnlySpan<string> _names = names.AsSpan();

    public void Write(string value)
    {
        foreach (var name in _names)
        {
            cookies.Append(name, value, new CookieFlags { Name = name }.ToOptions());
        }
    }
}

public static class Preferences
{
    private static readonly string[] s_names = ["theme", "culture", "time-zone", .. More];

    private static IEnumerable<string> More
    {
        get
        {
            yield return "dark-mode";
            yield return "consent";
        }
    }

    public static void Write(this IResponseCookies cookies, IReadOnlyDictionary<string, string> values)
    {
        List<(string Name, string Value)> pairs = [.. from name in s_names let value = values.GetValueOrDefault(name) where value is [_, ..] select (name, value)];
        pairs.ForEach(pair => cookies.Append(pair.Name, pair.Value, new() { MaxAge = TimeSpan.FromDays(365), IsEssential = true }));
        var flags = new CookieFlags { Name = "login" };
        var longer = flags with { Age = TimeSpan.FromDays(1) };
        cookies.Append(longer.Name, values["login"], longer.ToOptions());
        new CookieWriter(cookies, "theme", "lang").Write("x");
        cookies.Append("XSRF-TOKEN", values["xsrf"], new CookieOptions { Secure = true, SameSite = SameSiteMode.Strict });
        cookies.Append("ab-test", "b");
    }
}
#endif
