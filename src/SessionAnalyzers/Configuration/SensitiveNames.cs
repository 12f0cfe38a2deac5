namespace SessionAnalyzers.Configuration;

/// <summary>What the name of a cookie, value or member says about it.</summary>
internal enum NameKind
{
    /// <summary>Nothing: it may be anything.</summary>
    Neutral,

    /// <summary>It carries a session.</summary>
    Sensitive,

    /// <summary>It is known to carry no session.</summary>
    Benign,
}

/// <summary>Tells from whole words whether a name is that of session material.</summary>
internal sealed class SensitiveNames
{
    private static readonly ImmutableArray<string> SensitiveWords =
        ImmutableArray.Create(["session", "sess", "sid", "auth", "token", "jwt", "ticket", "login", "refresh", "remember", "access", "identity"]);

    /// <summary>Words that never carry a session, and that outweigh a sensitive word beside them.</summary>
    private static readonly ImmutableArray<string> BenignWords =
        ImmutableArray.Create(["xsrf", "csrf", "antiforgery", "theme", "culture", "lang", "language", "locale", "consent", "tz", "timezone", "banner"]);

    /// <summary>Words of a phrase: with the sensitive word of it they mean something else.</summary>
    private static readonly ImmutableArray<(string First, string Second)> BenignPhrases =
        ImmutableArray.Create([("cancellation", "token"), ("session", "storage"), ("anti", "forgery"), ("ab", "test"), ("time", "zone"), ("color", "scheme"), ("dark", "mode"), ("return", "url")]);

    /// <summary>Words of the names of code that handles sessions; in those, login, access and identity say too little.</summary>
    private static readonly ImmutableHashSet<string> CodeWords =
        ImmutableHashSet.Create("session", "sessions", "sess", "sid", "token", "tokens", "ticket", "tickets", "jwt", "cookie", "cookies");

    /// <summary>What may stand beside a sensitive word in a name that is written as one, such as sessionid or authtoken.</summary>
    private static readonly ImmutableArray<string> Companions =
        ImmutableArray.Create(["id", "key", "cookie", "cookies", "user", "me", "my", "app", "web", "api", "data", "value", "state", "j", "php", "asp", "aspx", "net", "admin", "customer", "client", "site", "bearer", "entication", "orization", "server", "s"]);

    private readonly ImmutableHashSet<string> _own;
    private readonly ImmutableHashSet<string> _sensitive;
    private readonly ImmutableHashSet<string> _benign;
    private readonly ImmutableHashSet<string> _benignAlways;

    /// <summary>Reads names with the words of RULES and those of the project.</summary>
    public SensitiveNames(IEnumerable<string> sensitive, IEnumerable<string> benign)
    {
        _benignAlways = benign.Select(static word => word.ToLowerInvariant()).ToImmutableHashSet();
        _own = sensitive.Select(static word => word.ToLowerInvariant()).ToImmutableHashSet();
        _sensitive = SensitiveWords.Concat(_own).ToImmutableHashSet();
        _benign = BenignWords.Concat(_benignAlways).ToImmutableHashSet();
    }

    public NameKind Classify(string name)
    {
        var words = Words.Split(name);
        if (_benignAlways.Contains(name.ToLowerInvariant()) || words.Any(_benign.Contains) || Words.Pairs(words).Any(static pair => BenignPhrases.Contains(pair)))
        {
            return NameKind.Benign;
        }

        return _sensitive.Contains(name.ToLowerInvariant()) || words.Any(IsSensitive) ? NameKind.Sensitive : NameKind.Neutral;
    }

    /// <summary>Whether the name of a method or type says that it handles sessions.</summary>
    public bool IsSessionCode(string name) =>
        Classify(name) != NameKind.Benign
        && (_own.Contains(name.ToLowerInvariant()) || Words.Split(name).Any(word => CodeWords.Contains(word) || _own.Contains(word)));

    /// <summary>Whether a name is that of an anti-forgery token, which script must be able to read.</summary>
    public static bool IsAntiforgery(string name)
    {
        var words = Words.Split(name);
        return words.Any(static word => word is "xsrf" or "csrf" or "antiforgery" or "forgery");
    }

    /// <summary>Whether a variable or method is called like a session's token: jwt, accessToken, GenerateRefreshToken, sessionId.</summary>
    public static bool IsToken(string name)
    {
        var words = Words.Split(name);
        return words.Contains("jwt")
            || Words.Pairs(words).Any(static pair => pair is ("access" or "refresh" or "auth" or "session" or "bearer" or "id" or "identity" or "login", "token") or ("session", "id"));
    }

    /// <summary>Whether a name has the letters of a token in it: of most names that is all there is to ask.</summary>
    public static bool MayBeToken(string name) =>
        name.IndexOf("token", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("session", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("jwt", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether a name is that of the token itself, and not of its lifetime, its kind or where it goes.</summary>
    public static bool IsTokenItself(string name)
    {
        var words = Words.Split(name);
        var last = words.Length - 1;
        while (last > 0 && words[last] is ("async" or "value" or "string" or "hex"))
        {
            last--;
        }

        return IsToken(name) && words[last] is ("token" or "id" or "jwt");
    }

    /// <summary>Whether a name is that of a session's identifier, of which many protocols have one.</summary>
    public static bool IsSessionId(string name)
    {
        var words = Words.Split(name);
        return words.Contains("session") && words.Contains("id") && !words.Contains("token") && !words.Contains("jwt");
    }

    /// <summary>Whether a type is called like one that stands in for another in tests and demonstrations.</summary>
    public static bool IsStandIn(string name) => Words.Split(name).Any(static word => word is "mock" or "fake" or "stub" or "dummy");

    /// <summary>Whether a cache entry is called like a session or what stands for one; a counter of failed logins is not.</summary>
    public static bool IsSessionEntry(string name) =>
        Words.Split(name).Any(static word => word is "session" or "sessions" or "sess" or "sid" or "ticket" or "tickets" or "token" or "tokens" or "jwt");

    /// <summary>Whether a method is called like one that names something for a look-up, so that its hash protects nothing.</summary>
    public static bool IsForLookUp(string name) =>
        name.EndsWith("ETag", StringComparison.Ordinal) || Words.Split(name).Any(static word => word is "cache" or "etag" or "checksum" or "bucket" or "shard" or "partition" or "fingerprint" or "dedupe" or "deduplication");

    private bool IsSensitive(string word) => _sensitive.Contains(word) || IsCompound(word, hasSensitive: false);

    private bool IsCompound(string rest, bool hasSensitive)
    {
        if (rest.Length == 0)
        {
            return hasSensitive;
        }

        return _sensitive.Any(word => rest.StartsWith(word, StringComparison.Ordinal) && IsCompound(rest.Substring(word.Length), true))
            || Companions.Any(word => rest.StartsWith(word, StringComparison.Ordinal) && IsCompound(rest.Substring(word.Length), hasSensitive));
    }
}
