using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Anchors;

/// <summary>What a call or constructor is given for a parameter, written out in the source.</summary>
/// <param name="Value">What it may be.</param>
/// <param name="Syntax">The expression.</param>
internal sealed record GivenArgument(Value Value, SyntaxNode Syntax)
{
    /// <summary>Null when there is no such parameter, nothing is written for it, or the call is not reached.</summary>
    public static GivenArgument? Of(Anchor anchor, string parameter) =>
        Argument(anchor, parameter) is { Parameter: { } found } argument && anchor.Seen is { } seen
            ? new GivenArgument(anchor.Session.Flows.Resolve(seen.Arguments[found.Ordinal]), argument.Value.WalkDownImplicitConversion().Syntax)
            : null;

    /// <summary>Whether a constant is written for a parameter, which needs no run of the body.</summary>
    public static bool IsConstant(Anchor anchor, string parameter, object constant) =>
        Argument(anchor, parameter)?.Value.ConstantValue is { HasValue: true, Value: var written } && constant.Equals(written);

    private static IArgumentOperation? Argument(Anchor anchor, string parameter)
    {
        var arguments = anchor.Operation switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.FirstOrDefault(candidate => candidate.Parameter?.Name == parameter) is { ArgumentKind: ArgumentKind.Explicit } argument ? argument : null;
    }
}
