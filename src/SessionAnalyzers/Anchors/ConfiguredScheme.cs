using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A scheme of cookie authentication, as all the places of the compilation that configure its options leave it: when do its sessions end?</summary>
internal sealed class ConfiguredScheme
{
    private static readonly ImmutableHashSet<string> TemporaryWords =
        ImmutableHashSet.Create("external", "temp", "temporary", "twofactor", "factor", "mfa", "otp", "partial", "pending", "intermediate");

    private readonly SessionCompilation _session;
    private readonly Value? _names;
    private readonly OptionsSite _site;

    private ConfiguredScheme(SessionCompilation session, OptionsSite site)
    {
        _session = session;
        _names = site.Names;
        _site = site;
    }

    /// <summary>Its name, where it has one that is known.</summary>
    public string? Name => _names?.TryGetConstant<string>(out var name) == true ? name : null;

    /// <summary>Its name says that it holds a sign-in under way, or remembers a device, and not a session.</summary>
    public bool IsTemporary => _names?.TryGetConstants<string>(out var names) == true && names.Any(static name => Words.Split(name).Any(TemporaryWords.Contains));

    /// <summary>It certainly holds sessions, and none that the runtime ends.</summary>
    public bool IsSession => Name is not null && !IsTemporary && !IsSealed;

    /// <summary>Whether each request renews its ticket: true, false, or null when that is not known.</summary>
    public bool? IsSliding => Read(LifetimeKnowledge.Sliding) switch
    {
        _ when IsWrittenElsewhere(LifetimeKnowledge.Sliding) => null,
        var sliding when sliding.Equals(Value.Unset) => true,
        var sliding when sliding.TryGetConstant<bool>(out var flag) => flag,
        _ => null,
    };

    /// <summary>Whether nothing sets how long a ticket is good for.</summary>
    public bool LeavesLifetime => Read(LifetimeKnowledge.CookieTicket.Property).Equals(Value.Unset) && !IsWrittenElsewhere(LifetimeKnowledge.CookieTicket.Property);

    /// <summary>Whether the application may itself end or shorten sessions: in an event, in a store, at sign-in, or by sealing the scheme.</summary>
    public bool MayEndSessions =>
        !Unset("SessionStore") || !Unset("EventsType") || !HasFrameworkEvents
        || IsWrittenElsewhere("OnValidatePrincipal") || IsWrittenElsewhere("OnCheckSlidingExpiration")
        || _session.Facts.Mentions("AllowRefresh").Any() || _session.Facts.Mentions("UseTokenLifetime").Any()
        || IsSealed;

    /// <summary>Whether the runtime seals it: then the sealed session has ends of its own.</summary>
    public bool IsSealed => _session.Facts.Mentions("SealAuthenticationCookie").Any(MaySeal) || _session.Facts.Mentions("AddSealedCookie").Any(MaySeal);

    /// <summary>The events are the framework's own, or an object of that very type, and none that could end a session has a handler.</summary>
    private bool HasFrameworkEvents => Sites.All(site => site.Options is { } options
        && options.Member("Events") is var events
        && options.Read("Events").Atoms.All(static atom => atom is Atom.Unset or Atom.Reference)
        && events.Creations.All(creation => KnownSymbols.Is(_session.SemanticModel(creation.SyntaxTree)?.GetTypeInfo(creation).Type, TypeNames.CookieAuthenticationEvents) || creation == site.Callback || creation == site.Site)
        && events.Read("OnValidatePrincipal").Equals(Value.Unset)
        && events.Read("OnCheckSlidingExpiration").Equals(Value.Unset));

    private IEnumerable<OptionsSite> Sites => _session.ConfiguredOptions.Sites(TypeNames.CookieAuthenticationOptions).Where(site => site.Covers(_names));

    /// <summary>The scheme that a call registers or configures; null when it configures other options or is not reached.</summary>
    public static ConfiguredScheme? At(Anchor anchor) =>
        anchor.Node is InvocationExpressionSyntax call && anchor.Session.ConfiguredOptions.At(call, TypeNames.CookieAuthenticationOptions) is { } site
            ? new ConfiguredScheme(anchor.Session, site)
            : null;

    /// <summary>The schemes whose options an assignment writes.</summary>
    public static IEnumerable<ConfiguredScheme> Writing(Anchor anchor, string member) =>
        anchor.Session.ConfiguredOptions.Sites(TypeNames.CookieAuthenticationOptions)
            .Where(site => site.Options?.Writes(member).Contains(anchor.Node) == true)
            .Select(site => new ConfiguredScheme(anchor.Session, site));

    /// <summary>Where a fix sets a member of the options: where some place writes it, else in the place that was asked about.</summary>
    public FixTarget Fix(string member)
    {
        var callback = _site.Callback is null ? [] : new[] { _site.Callback };
        return FixTarget.Of(FixKeys.Configure, member, callback.Concat(Sites.SelectMany(site => site.Options?.Writes(member) ?? []).Distinct()));
    }

    private bool Unset(string member) => Read(member).Equals(Value.Unset) && !IsWrittenElsewhere(member);

    /// <summary>What a member may hold: what any of the places leaves it with, its default where none sets it.</summary>
    private Value Read(string member)
    {
        Value? all = null;
        foreach (var site in Sites)
        {
            if (site.Options is not { } options)
            {
                return Value.Unknown;
            }

            var value = options.Read(member);
            if (!value.Equals(Value.Unset))
            {
                all = all?.Join(value) ?? value;
            }
        }

        return all ?? Value.Unset;
    }

    /// <summary>Whether code that is none of the known places assigns a member of the options or their events.</summary>
    private bool IsWrittenElsewhere(string member)
    {
        var known = new Lazy<HashSet<SyntaxNode>>(() => new(_session.ConfiguredOptions.Sites(TypeNames.CookieAuthenticationOptions)
            .SelectMany(site => site.Options is { } options ? options.Writes(member).Concat(options.Member("Events").Writes(member)) : [])));
        return _session.Facts.Mentions(member).Any(name =>
            Assignment(name) is { } assignment
            && !known.Value.Contains(assignment)
            && _session.SemanticModel(name.SyntaxTree)?.GetSymbolInfo(name).Symbol?.ContainingType is { } type
            && (KnownSymbols.IsOrInherits(type, TypeNames.CookieAuthenticationOptions) || KnownSymbols.IsOrInherits(type, TypeNames.CookieAuthenticationEvents)));
    }

    private static AssignmentExpressionSyntax? Assignment(SimpleNameSyntax name)
    {
        var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (SyntaxNode)name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target ? assignment : null;
    }

    private bool MaySeal(SimpleNameSyntax name)
    {
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || _session.SemanticModel(call.SyntaxTree)?.GetOperation(call) is not IInvocationOperation operation
            || operation.TargetMethod.Parameters.FirstOrDefault(static parameter => parameter.Name == "scheme") is not { } scheme
            || _session.Flows.At(call) is not { } seen)
        {
            return true;
        }

        return _names is null || !seen.Arguments[scheme.Ordinal].TryGetConstants<string>(out var sealedNames)
            || !_names.TryGetConstants<string>(out var names) || names.Intersect(sealedNames).Any();
    }
}
