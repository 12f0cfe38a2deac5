using System.Text.RegularExpressions;

namespace SessionAnalyzers.Configuration;

/// <summary>Tells from the value of a setting whether a key is written there, and not where the deployment finds it.</summary>
internal static class KeyValues
{
    private const int Shortest = 8;

    /// <summary>Room for the PEM text of a private key.</summary>
    private const int Longest = 8192;

    /// <summary>Microsoft.IdentityModel signs with no key below 128 bits.</summary>
    private const int ShortestSigningKey = 16;

    /// <summary>What a deployment or the host replaces.</summary>
    private static readonly Regex Substitution = new(
        """
          \$\{[^}]*\} | \#\{[^}]*\} | \{\{.*\}\} | \$\([^)]*\) | %[A-Za-z_][A-Za-z0-9_.-]*%
        | ^__.+__$ | ^<.*>$ | ^\{.*\}$ | ^\[.*\]$ | ^\#.+\#$ | ^\$[A-Za-z_][A-Za-z0-9_:.-]*$ | ^@[A-Za-z.]+\( | ^AutoGenerate\b
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline);

    /// <summary>URLs and references such as <c>vault:name</c>, paths, names of files. Base64 may start with a slash, and hold more of them.</summary>
    private static readonly Regex Place = new(
        """
          ^[A-Za-z][A-Za-z0-9+.-]*: | ^\\\\ | ^(~|\.\.?)[/\\]
        | ^/(app|config|data|etc|home|keys|mnt|opt|root|run|secrets|srv|tmp|usr|var)/
        | \.(cer|config|crt|der|json|jwk|key|p12|pem|pfx|txt|xml)$
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace);

    /// <summary>Whether the value is a key that the application would run with, however much it reads like a sample.</summary>
    public static bool IsKey(string value)
    {
        var text = value.Trim();
        return text.Length is >= Shortest and <= Longest
            && text.Any(char.IsLetterOrDigit)
            && (text.StartsWith("-----BEGIN", StringComparison.Ordinal)
                ? text.IndexOf("PRIVATE KEY", StringComparison.Ordinal) >= 0
                : !(Substitution.IsMatch(text) || Place.IsMatch(text) || IsPath(text)));
    }

    /// <summary>Whether the value can sign, and is not called like a token or a cookie: access_token, .Shop.Session.</summary>
    public static bool IsNoName(string value)
    {
        var text = value.Trim();
        return text.Length >= ShortestSigningKey
            && (text.Any(static character => char.IsWhiteSpace(character) || char.IsDigit(character))
                || Words.Split(text) is not [.., "token" or "tokens" or "cookie" or "session" or "key" or "id"]);
    }

    /// <summary>Base64 with slashes has neither dots, hyphens nor underscores.</summary>
    private static bool IsPath(string text) =>
        text.IndexOf('/') >= 0
        && text.IndexOfAny(['.', '-', '_']) >= 0
        && text.All(static character => char.IsLetterOrDigit(character) || character is '/' or '.' or '-' or '_');
}
