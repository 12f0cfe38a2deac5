using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A cookie being written: its name, its value and its flags, however the code came by them.</summary>
/// <param name="anchor">The call or assignment that is reported.</param>
/// <param name="name">Its name.</param>
/// <param name="value">Its value.</param>
/// <param name="flags">The object with its flags; null where the call has none.</param>
/// <param name="isRaw">It is a header of its own, which no cookie policy sees.</param>
/// <param name="alone">What is known of the write without the anchor, when it is inside a method that the anchor calls.</param>
internal sealed class CookieWrite(Anchor anchor, SpokenValue name, SpokenValue value, ObjectState? flags, bool isRaw, CookieWrite? alone)
{
    public SessionCompilation Session => anchor.Session;

    /// <summary>The cookie's name where it is known, else what the code calls it.</summary>
    public string DisplayName => name.Names.FirstOrDefault() ?? "";

    /// <summary>Its value is a variable that is called like a session's token.</summary>
    public bool IsValueNamed => Session.IssuesSessions && Session.IsToken(value.Identifier);

    /// <summary>Where its value comes from, one origin for each thing that it may be.</summary>
    public IEnumerable<Origin> ValueOrigins => value.Value.Atoms.Select(atom => Origins.Of(atom, anchor.Seen?.State));

    /// <summary>The names that the cookie certainly has, on one path or another.</summary>
    public IEnumerable<string> KnownNames => name.Texts;

    /// <summary>It carries a session: an annotation says so, or its name, or what is put into it.</summary>
    public bool IsSensitive
    {
        get
        {
            if (name.IsSessionCookie || value.IsSessionCookie)
            {
                return true;
            }

            var words = Session.Settings(anchor.Node.SyntaxTree).Names;
            var kinds = name.Names.Select(words.Classify).ToList();
            if (name.Names.Any(SensitiveNames.IsAntiforgery) || value.Value.Atoms.Any(static atom => atom is Atom.Opaque { Origin: Origin.AntiforgeryToken }))
            {
                return false;
            }

            return value.Value.HoldsSessionMaterial
                || kinds.Contains(NameKind.Sensitive)
                || (!kinds.Contains(NameKind.Benign) && value.Identifiers.Any(SensitiveNames.IsToken));
        }
    }

    /// <summary>What its value says, for everybody to read and to write, of who somebody is or what they may do; null when it says nothing of the kind.</summary>
    public string? ReadableClaim =>
        ReadableText.Parts(Session, value.Syntax) is { IsEmpty: false } parts && !parts.Any(TrustKnowledge.IsProof) ? parts.FirstOrDefault(TrustKnowledge.SaysWho) : null;

    /// <summary>It tells the browser to forget the cookie. Max-Age has precedence over Expires (RFC 6265 section 5.3).</summary>
    public bool IsDeletion =>
        value.Value.Atoms is [Atom.Constant { Content: null or "" }]
        || (flags?.Read(CookieMembers.MaxAge).TryGetConstants<TimeSpan>(out var ages) == true
            ? ages.All(static age => age <= TimeSpan.Zero)
            : flags?.Read(CookieMembers.Expires).Atoms.All(Time.IsPast) == true);

    /// <summary>The cookie of a remote sign-in under way, which the identity provider's own POST must bring back.</summary>
    public bool IsOfRemoteSignIn => name.Names.Any(static text => Words.Split(text).Any(static word => word is "correlation" or "nonce"));

    /// <summary>It declares that other sites may embed it: Partitioned, and Secure as browsers demand for that.</summary>
    public bool IsPartitioned =>
        Flag(CookieMembers.Partitioned).MayBe(static partitioned => partitioned is true)
        && !Flag(CookieMembers.Secure).IsUnsafe(static secure => secure is false);

    private CookieWrite? Alone => alone;

    /// <summary>What a flag may be; unset where no flags are given.</summary>
    public Value Flag(string member) => flags?.Read(member) ?? Value.Unset;

    /// <summary>Whether, on some path, a flag certainly has its default or a value that is not safe. What is not known is silent.</summary>
    public bool IsUnsafe(string member, Func<object?, bool> isUnsafe) =>
        IsSensitive && !IsDeletion && Flag(member).IsUnsafe(isUnsafe) && !anchor.IsHidden(member)
        && Alone?.IsUnsafe(member, isUnsafe) is not true;

    /// <summary>As <see cref="IsUnsafe"/>, whatever the cookie is called and whether or not it is being deleted.</summary>
    public bool IsFlagUnsafe(string member, Func<object?, bool> isUnsafe) =>
        Flag(member).IsUnsafe(isUnsafe) && !anchor.IsHidden(member) && Alone?.IsFlagUnsafe(member, isUnsafe) is not true;

    /// <summary>Whether a cookie policy sets a flag on this cookie too.</summary>
    public bool IsCoveredBy(Func<SessionCompilation, bool> policy) => !isRaw && policy(Session);

    /// <summary>Reports a cookie that the browser keeps longer than what it carries may live. Max-Age has precedence over Expires.</summary>
    public void ReportOverlong(Rule rule)
    {
        var limit = name.Names.SelectMany(static text => Words.Split(text)).Contains("refresh") ? Limit.RefreshToken : Limit.Session;
        var longest = Session.Settings(anchor.Node.SyntaxTree).Limits[limit];
        var member = Flag(CookieMembers.MaxAge) is { } age && (age.Equals(Value.Unset) || age.Equals(Value.Null)) ? CookieMembers.Expires : CookieMembers.MaxAge;
        if (Reach(member) is { } reach && reach > longest && !anchor.IsHidden(member) && !(Alone?.Reach(member) > longest))
        {
            anchor.Report(
                rule,
                flags is null ? null : FixTarget.Shorten(longest, flags.Writes(member)),
                $"{member} of cookie '{DisplayName}'",
                Duration.Text(reach),
                LifetimeKnowledge.Demand(limit, longest));
        }
    }

    /// <summary>Reports that a flag is missing or wrong.</summary>
    public void Report(Rule rule, string member) => Report(rule, member, DisplayName);

    public void Report(Rule rule, string member, params object[] arguments) => anchor.Report(rule, Fix(member), arguments);

    public void Report(Rule rule, FixTarget? fix, params object[] arguments) => anchor.Report(rule, fix, arguments);

    /// <summary>Reports that the value is wrong; the fix gets the expression that gives it, where it stands at the anchor.</summary>
    public void ReportValue(Rule rule, params object[] arguments) =>
        anchor.Report(rule, Alone is null && value.Syntax is { } syntax ? FixTarget.Of(FixKeys.Own, null, syntax) : null, arguments);

    /// <summary>The same write, of which a caller further out knows less.</summary>
    public CookieWrite Given(CookieWrite? without) => new(anchor, name, value, flags, isRaw, without ?? Alone);

    private TimeSpan? Reach(string member) => Time.Longest(Flag(member));

    private FixTarget? Fix(string member)
    {
        var isInWrapper = Alone is not null;
        if (flags is null)
        {
            return isInWrapper ? null : FixTarget.Of(FixKeys.AddArgument, member);
        }

        return flags.Creations.ToList() is [BaseObjectCreationExpressionSyntax creation]
            ? FixTarget.Of(FixKeys.SetMember, member, flags.Writes(member).Prepend(creation))
            : isInWrapper ? null : FixTarget.Of(FixKeys.SetBefore, member);
    }
}

/// <summary>A value, and what the code calls it.</summary>
/// <param name="Value">What it may be.</param>
/// <param name="Identifier">The name of the expression that gives it; empty when it has none.</param>
/// <param name="IsSessionCookie">What gives it is marked with [SessionCookie].</param>
/// <param name="Syntax">The expression; null where there is none.</param>
internal sealed record SpokenValue(Value Value, string Identifier, bool IsSessionCookie = false, SyntaxNode? Syntax = null)
{
    public static SpokenValue Unknown { get; } = new(Value.Unknown, "");

    /// <summary>What is known of it as text; unknown pieces are holes.</summary>
    public IEnumerable<string> Texts => Value.Atoms.Select(static atom => atom switch
    {
        Atom.Constant { Content: string text } => text,
        Atom.Text text => text.Pattern,
        _ => "",
    }).Where(static text => text.Length > 0);

    /// <summary>The names under which the code knows a value that is not wholly known.</summary>
    public IEnumerable<string> Identifiers => Value.Atoms.OfType<Atom.Opaque>()
        .Where(static atom => atom.Symbol is not null)
        .Select(static atom => atom.Symbol!.Name)
        .Append(Value.Atoms.All(static atom => atom is Atom.Constant) ? "" : Identifier)
        .Where(static identifier => identifier.Length > 0);

    /// <summary>Its texts, and what the code calls it where it has none.</summary>
    public IEnumerable<string> Names => Texts.Concat(Identifiers);
}
