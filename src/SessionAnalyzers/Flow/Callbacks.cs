using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>What does a callback decide that is asked whether something may pass?</summary>
internal static class Callbacks
{
    /// <summary>
    /// Whether it lets everything through on every path: it gives back true, what it is given, or that as an object, and calls
    /// nothing that might refuse.
    /// </summary>
    public static bool AcceptsAll(SessionCompilation session, Value callback) =>
        callback.Atoms.All(atom => atom is Atom.Callable callable && AcceptsAll(session, callable));

    private static bool AcceptsAll(SessionCompilation session, Atom.Callable callable) =>
        (callable.Lambda ?? Bodies.Of(callable.Method)) is { } body
        && session.Bodies.Graph(body) is { } graph
        && session.Flows.Of(body) is { Exit: not null } flow
        && !body.DescendantNodes().Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax)
        && flow.Observed.All(seen => IsHarmless(session, seen.Key))
        && (callable.Method.ReturnType.SpecialType == SpecialType.System_Boolean
            ? flow.Returned.TryGetConstants<bool>(out var answers) && answers.All(static answer => answer)
            : IsStraight(graph) && flow.Returned.Atoms.Any(static atom => atom is not Atom.Constant { Content: null }) && flow.Returned.Atoms.All(atom => IsInput(session, callable.Method, atom)));

    /// <summary>A condition may be the check.</summary>
    private static bool IsStraight(ControlFlowGraph graph) => graph.Blocks.All(static block => block.ConditionKind == ControlFlowConditionKind.None);

    private static bool IsInput(SessionCompilation session, IMethodSymbol callback, Atom atom) => atom switch
    {
        Atom.Constant => true,
        Atom.Opaque { Symbol: IParameterSymbol parameter } => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, callback),
        Atom.Opaque { Origin: Origin.Parameter } => true,
        Atom.Opaque { Symbol: IMethodSymbol method } => TokenKnowledge.Reads(method),
        Atom.Reference { Id: ObjectId.Allocation { Site: var site } } => Operation(session, site) is IObjectCreationOperation { Constructor: { } constructor } && TokenKnowledge.Reads(constructor),
        _ => false,
    };

    private static bool IsHarmless(SessionCompilation session, SyntaxNode seen) => seen is AssignmentExpressionSyntax or VariableDeclaratorSyntax or BinaryExpressionSyntax || Operation(session, seen) switch
    {
        IInvocationOperation call => TokenKnowledge.Reads(call.TargetMethod) || TokenKnowledge.IsLogging(call.TargetMethod),
        IObjectCreationOperation { Constructor: { } constructor } => TokenKnowledge.Reads(constructor) || TokenKnowledge.IsHandler(constructor.ContainingType),
        _ => false,
    };

    private static IOperation? Operation(SessionCompilation session, SyntaxNode node) => session.SemanticModel(node.SyntaxTree)?.GetOperation(node);
}
