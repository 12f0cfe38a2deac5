namespace SessionAnalyzers.Knowledge;

/// <summary>The cookie name prefixes of RFC 6265bis section 4.1.3, which browsers match without regard to case.</summary>
internal static class CookiePrefix
{
    private const string Host = "__Host-";
    private const string SecureOnly = "__Secure-";

    /// <summary>Second-level labels under which registries sell names: a parent of example.co.uk is example.co.uk.</summary>
    private static readonly ImmutableHashSet<string> RegistryLabels = ImmutableHashSet.Create("co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne", "go");

    /// <summary>Domain must be absent and Path must be "/".</summary>
    public static bool IsHostOnly(string name) => name.StartsWith(Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without Secure the browser refuses the cookie.</summary>
    public static bool NeedsSecure(string name) => IsHostOnly(name) || name.StartsWith(SecureOnly, StringComparison.OrdinalIgnoreCase);

    /// <summary>A Domain that hands the cookie to every subdomain of a registrable name: ".example.com", "example.com".</summary>
    public static bool IsParentDomain(string domain)
    {
        if (domain.StartsWith(".", StringComparison.Ordinal))
        {
            return domain.IndexOf('.', 1) > 0;
        }

        var labels = domain.Split('.');
        return labels.All(static label => label.Length > 0)
            && !labels.All(static label => label.All(char.IsDigit))
            && (labels.Length == 2 || (labels.Length == 3 && labels[2].Length == 2 && RegistryLabels.Contains(labels[1])));
    }
}
