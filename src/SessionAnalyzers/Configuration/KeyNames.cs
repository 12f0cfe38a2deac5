namespace SessionAnalyzers.Configuration;

/// <summary>What the path of a setting says about a key.</summary>
internal enum KeyName
{
    /// <summary>That it is no key, or the key of something else, or nothing.</summary>
    Other,

    /// <summary>That it is a key that signs tokens, or the name under which a token is kept.</summary>
    Likely,

    /// <summary>That it is a key that seals or signs.</summary>
    Clear,
}

/// <summary>Tells from whole words whether a setting of configuration is a key that seals or signs sessions or tokens.</summary>
internal static class KeyNames
{
    /// <summary>A longer word is not taken apart.</summary>
    private const int LongestCompound = 32;

    /// <summary>What a key seals or signs.</summary>
    private static readonly ImmutableHashSet<string> Subjects =
        ImmutableHashSet.Create<string>(["token", "tokens", "bearer", "session", "sessions", "cookie", "cookies", "auth", "authentication"]);

    /// <summary>What a key is for. With one of these it is no name, and no password to another system.</summary>
    private static readonly ImmutableHashSet<string> Purposes =
        ImmutableHashSet.Create<string>(["signing", "sign", "signature", "issuer", "symmetric", "encryption", "encrypting", "sealing", "security", "hmac", "private"]);

    /// <summary>What else the name of such a key may hold. With any other word it is the key of something else: apiKey, clientSecret, publicKey.</summary>
    private static readonly ImmutableHashSet<string> Companions =
        ImmutableHashSet.Create<string>(["key", "keys", "secret", "secrets", "jwt", "access", "refresh", "for", "master"]);

    /// <summary>How a key is written, at the end of its name.</summary>
    private static readonly ImmutableHashSet<string> Encodings = ImmutableHashSet.Create<string>(["base64", "hex", "string", "text", "value"]);

    /// <summary>What a section of settings is called beside its subject.</summary>
    private static readonly ImmutableHashSet<string> Sections =
        ImmutableHashSet.Create<string>(["settings", "setting", "options", "option", "config", "configuration", "section", "management", "parameters", "validation", "generation", "app", "security"]);

    /// <summary>Words of a path whose keys belong to somebody else, or are names: remote systems, stores of secrets, logs.</summary>
    private static readonly ImmutableHashSet<string> Elsewhere = ImmutableHashSet.Create<string>([
        "google", "facebook", "twitter", "github", "gitlab", "linkedin", "microsoft", "azure", "aad", "entra", "apple", "amazon", "aws", "cognito", "okta", "auth0", "keycloak", "oidc",
        "stripe", "paypal", "twilio", "sendgrid", "slack", "discord", "spotify", "dropbox", "yahoo", "instagram", "zoom", "firebase", "recaptcha", "external", "remote", "upstream",
        "vault", "vaults", "names", "headers", "claims", "logging", "serilog", "swagger", "localization",
    ]);

    /// <summary>A section with one of these issues or checks tokens itself.</summary>
    private static readonly ImmutableHashSet<string> Issuing = ImmutableHashSet.Create<string>(["issuer", "audience", "issuers", "audiences"]);

    /// <summary>A section with one of these holds what a remote system has given out.</summary>
    private static readonly ImmutableHashSet<string> GivenOut = ImmutableHashSet.Create<string>(["id", "client", "consumer", "tenant", "authority", "callback", "url", "uri", "endpoint", "host", "user", "username", "login", "scope", "scopes"]);

    private static readonly ImmutableHashSet<string> Vocabulary =
        Subjects.Union(Purposes).Union(Companions).Union(Encodings).Union(Sections).Union(Issuing).Union(GivenOut);

    /// <summary>Classifies a setting.</summary>
    /// <param name="path">Segments separated by colons.</param>
    /// <param name="beside">The words of the settings in the same section.</param>
    public static KeyName Classify(string path, IReadOnlyCollection<string> beside)
    {
        var segments = path.Split(':').Where(static segment => !segment.All(char.IsDigit)).ToArray();
        if (segments.Length == 0 || !IsKey(WithoutEncoding(WordsOf(segments[segments.Length - 1])), out var name))
        {
            return KeyName.Other;
        }

        var sections = segments.Take(segments.Length - 1).Select(WordsOf).ToImmutableArray();
        if (sections.Any(static words => words.Any(Elsewhere.Contains)))
        {
            return KeyName.Other;
        }

        var isJwt = name.Contains("jwt") || sections.Any(static words => words.Contains("jwt"));
        if (name.Any(Purposes.Contains))
        {
            return isJwt || name.Contains("sealing") || name.Any(Subjects.Contains) || sections.Any(static words => words.Any(Subjects.Contains)) ? KeyName.Clear : KeyName.Other;
        }

        // What is left is called key or secret, and its subject has to say of what.
        var own = name.FirstOrDefault(Subjects.Contains);
        if ((isJwt && (own is null || IsSecret(name))) || sections.Any(static words => words.Contains("sealing")))
        {
            return KeyName.Clear;
        }

        var section = sections.IsEmpty ? ImmutableArray<string>.Empty : sections[sections.Length - 1];
        var isOfSettings = section.All(IsOfSection);
        var subject = own ?? (isOfSettings ? section.FirstOrDefault(Subjects.Contains) : null);

        // An "auth key" and its "auth secret" are what other systems hand out.
        if (subject is null || own is "auth" or "authentication" || beside.Any(GivenOut.Contains))
        {
            return KeyName.Other;
        }

        if (own is null && beside.Any(Issuing.Contains))
        {
            return KeyName.Clear;
        }

        // A section of an unknown name may be another system, a "token secret" is what OAuth 1.0 gives to clients, and a "session key" what a value is called in the session.
        var isOfSession = subject is "session" or "sessions" or "cookie" or "cookies";
        return !isOfSettings && !isOfSession ? KeyName.Other
            : IsSecret(name) ? (IsTokenSecret(name) ? KeyName.Other : KeyName.Clear)
            : subject is "token" or "tokens" or "bearer" ? KeyName.Likely
            : KeyName.Other;
    }

    /// <summary>The words of a name in lower case; what is written as one word of known ones is taken apart as well: "jwtsecret" gives jwt, secret.</summary>
    public static ImmutableArray<string> WordsOf(string name) =>
        Words.Split(name).SelectMany(static word => word.Length <= LongestCompound && Parts(word, 0) is { } parts ? parts : ImmutableList.Create(word)).ToImmutableArray();

    private static ImmutableList<string>? Parts(string word, int start)
    {
        if (start == word.Length)
        {
            return ImmutableList<string>.Empty;
        }

        for (var end = word.Length; end > start; end--)
        {
            if (word.Substring(start, end - start) is var part && Vocabulary.Contains(part) && Parts(word, end) is { } rest)
            {
                return rest.Insert(0, part);
            }
        }

        return null;
    }

    private static bool IsKey(ImmutableArray<string> words, out ImmutableArray<string> name)
    {
        name = words;
        return !words.IsEmpty
            && words[words.Length - 1] is "key" or "keys" or "secret" or "secrets"
            && words.All(static word => Subjects.Contains(word) || Purposes.Contains(word) || Companions.Contains(word))
            && !words.Where((word, i) => word is "access" or "refresh" && (i + 1 == words.Length || words[i + 1] is not ("token" or "tokens"))).Any();
    }

    private static bool IsOfSection(string word) => word == "jwt" || Subjects.Contains(word) || Sections.Contains(word);

    private static ImmutableArray<string> WithoutEncoding(ImmutableArray<string> words) =>
        words.Length > 1 && Encodings.Contains(words[words.Length - 1]) ? words.RemoveAt(words.Length - 1) : words;

    private static bool IsSecret(ImmutableArray<string> name) => name.Contains("secret") || name.Contains("secrets");

    private static bool IsTokenSecret(ImmutableArray<string> name) =>
        name[name.Length - 1] is "secret" or "secrets" && name.Length > 1 && name[name.Length - 2] is "token" or "tokens";
}
