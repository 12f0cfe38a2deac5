using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>An entry being put into a server-side cache.</summary>
internal sealed class CacheWrite
{
    private readonly Anchor _anchor;
    private readonly ImmutableArray<string> _names;
    private readonly ObjectState? _options;

    private CacheWrite(Anchor anchor, IEnumerable<string> names, ObjectState? options)
    {
        _anchor = anchor;
        _names = names.ToImmutableArray();
        _options = options;
    }

    /// <summary>The key where it is known, else what the code calls the entry.</summary>
    public string DisplayName => _names.FirstOrDefault(SensitiveNames.IsSessionEntry)?.Replace(Atom.Text.Hole, '…') ?? "";

    /// <summary>Its key or value is called like a session or its token.</summary>
    public bool IsSession
    {
        get
        {
            var words = _anchor.Session.Settings(_anchor.Node.SyntaxTree).Names;
            var kinds = _names.Select(words.Classify).ToList();
            return !kinds.Contains(NameKind.Benign) && _names.Any(name => SensitiveNames.IsSessionEntry(name) && words.Classify(name) == NameKind.Sensitive);
        }
    }

    /// <summary>Nothing ends it.</summary>
    public bool IsEndless => _options is null || (IsUnset(CacheKnowledge.Absolute) && _options.Read(CacheKnowledge.Sliding).IsNothing);

    /// <summary>Whoever uses it keeps it alive for ever.</summary>
    public bool OnlySlides => _options is not null && IsUnset(CacheKnowledge.Absolute) && !_options.Read(CacheKnowledge.Sliding).IsNothing;

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(
        rule,
        _options is null ? FixTarget.Of(FixKeys.AddArgument, CacheKnowledge.Absolute[1])
        : _options.Creations.ToList() is [BaseObjectCreationExpressionSyntax creation] ? FixTarget.Of(FixKeys.SetMember, CacheKnowledge.Absolute[1], creation)
        : null,
        arguments);

    /// <summary>The entry that a call writes; null when it is not reached, or its options are not seen.</summary>
    public static CacheWrite? Of(Anchor anchor)
    {
        if (anchor.Operation is not IInvocationOperation { TargetMethod: var method } call
            || method.Parameters.Any(static parameter => CacheKnowledge.Expiries.Contains(parameter.Name))
            || anchor.Seen is not { } seen)
        {
            return null;
        }

        ObjectState? options = null;
        if (method.Parameters.FirstOrDefault(static parameter => parameter.Name == CacheKnowledge.Options) is { } parameter)
        {
            var given = seen.Arguments[parameter.Ordinal];
            if (!given.Equals(Value.Null))
            {
                options = new ObjectState(anchor.Session, given, seen.State);
                if (!options.IsKnown)
                {
                    return null;
                }
            }
        }

        return new CacheWrite(anchor, Names(anchor, call, seen), options);
    }

    private static IEnumerable<string> Names(Anchor anchor, IInvocationOperation call, Observation seen)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Name: CacheKnowledge.Key or CacheKnowledge.Value } parameter)
            {
                continue;
            }

            var identifier = argument.Value is { Syntax: ExpressionSyntax expression } ? TreeFacts.NameToken(expression).ValueText ?? "" : "";
            foreach (var name in new SpokenValue(anchor.Session.Flows.Resolve(seen.Arguments[parameter.Ordinal]), identifier).Names)
            {
                yield return name;
            }
        }
    }

    private bool IsUnset(IEnumerable<string> members) => members.All(member => _options!.Read(member).IsNothing);
}
