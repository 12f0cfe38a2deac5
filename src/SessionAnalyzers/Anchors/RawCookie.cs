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

    private RawCookie(string name, string value, List<string> attributes, NameKind kind)
    {
        Name = name;
        _value = value;
        _attributes = attributes;
        Kind = kind;
    }

    public string Name { get; }

    public NameKind Kind { get; }

    /// <summary>The flags that are not there, by attribute name.</summary>
    public IEnumerable<string> MissingFlags =>
        new[] { CookieMembers.Secure, CookieMembers.HttpOnly, CookieMembers.SameSite }.Where(flag => Attribute(flag) is null);

    public bool IsDeletion =>
        (_value.Length == 0 && (Attribute("Expires") ?? Attribute("Max-Age")) is not null)
        || (long.TryParse(Attribute("Max-Age"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var age) && age <= 0)
        || (DateTimeOffset.TryParse(Attribute("Expires"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            && Time.IsPast(new Atom.Constant(expires)));

    /// <summary>Reads a header's text; null when it is not one, or when what is not known of it may hold attributes.</summary>
    public static RawCookie? Parse(string pattern, bool holdsSessionMaterial, SensitiveNames names)
    {
        var parts = pattern.Split(';').Select(static part => part.Trim()).ToList();
        var equals = parts[0].IndexOf('=');
        if (equals <= 0 || parts.Skip(1).Any(MayHideAttributes))
        {
            return null;
        }

        var name = parts[0].Substring(0, equals).Trim();
        return new RawCookie(name.Replace(Atom.Text.Hole, '…'), parts[0].Substring(equals + 1).Trim(), parts.Skip(1).ToList(), holdsSessionMaterial && !SensitiveNames.IsAntiforgery(name) ? NameKind.Sensitive : names.Classify(name));
    }

    /// <summary>A hole after "Path=" is a path; a hole on its own may be anything.</summary>
    private static bool MayHideAttributes(string part) =>
        part.IndexOf(Atom.Text.Hole) is var hole and >= 0 && (part.IndexOf('=') is var equals && (equals < 0 || hole < equals));

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
