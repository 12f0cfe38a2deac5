using System.Globalization;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>The text of a Set-Cookie header, as far as it is built in sight.</summary>
internal sealed class RawCookie
{
    private readonly List<string> _attributes;
    private readonly string _value;

    /// <summary>What is not known of the text may hold attributes.</summary>
    private readonly bool _isOpen;

    private RawCookie(string name, string value, List<string> attributes, bool isOpen, NameKind kind)
    {
        _isOpen = isOpen;
        Name = name;
        _value = value;
        _attributes = attributes;
        Kind = kind;
    }

    public string Name { get; }

    public NameKind Kind { get; }

    /// <summary>The flags that are certainly not there, by attribute name.</summary>
    public IEnumerable<string> MissingFlags => _isOpen ? [] : new[] { CookieMembers.Secure, CookieMembers.HttpOnly, CookieMembers.SameSite }.Where(flag => Attribute(flag) is null);

    public bool IsDeletion =>
        (_value.Length == 0 && (Attribute("Expires") ?? Attribute("Max-Age")) is not null)
        || (long.TryParse(Attribute("Max-Age"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var age) && age <= 0)
        || (DateTimeOffset.TryParse(Attribute("Expires"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            && Time.IsPast(new Atom.Constant(expires)));

    /// <summary>Reads a header's text; null when it is not one.</summary>
    public static RawCookie? Parse(string pattern, bool holdsSessionMaterial, SensitiveNames names)
    {
        var parts = pattern.Split(';').Select(static part => part.Trim()).ToList();
        var equals = parts[0].IndexOf('=');
        if (equals <= 0)
        {
            return null;
        }

        var name = parts[0].Substring(0, equals).Trim();
        var value = parts[0].Substring(equals + 1).Trim();
        var isOpen = parts.Skip(1).Any(MayHideAttributes) || (parts.Count == 1 && MayContinue(value));
        return new RawCookie(name.Replace(Atom.Text.Hole, '…'), value, parts.Skip(1).ToList(), isOpen, holdsSessionMaterial && !SensitiveNames.IsAntiforgery(name) ? NameKind.Sensitive : names.Classify(name));
    }

    /// <summary>A hole after "Path=" is a path; a hole on its own may be anything.</summary>
    private static bool MayHideAttributes(string part) =>
        part.IndexOf(Atom.Text.Hole) is var hole and >= 0 && (part.IndexOf('=') is var equals && (equals < 0 || hole < equals));

    /// <summary>A hole alone is the value; a hole behind other text, with nothing after it, may be the rest of the header.</summary>
    private static bool MayContinue(string value) => value.Length > 1 && value[value.Length - 1] == Atom.Text.Hole;

    private string? Attribute(string name)
    {
        foreach (var attribute in _attributes)
        {
            var equals = attribute.IndexOf('=');
            var key = equals < 0 ? attribute : attribute.Substring(0, equals).Trim();
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return equals < 0 ? "" : attribute.Substring(equals + 1).Trim();
            }
        }

        return null;
    }
}
