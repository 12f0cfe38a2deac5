using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SessionAnalyzers.Flow;

/// <summary>Which body does this node run in, and what is its control flow graph?</summary>
internal sealed class Bodies(SessionCompilation session)
{
    private readonly ConcurrentDictionary<SyntaxNode, ControlFlowGraph?> _graphs = new();
    private readonly ConcurrentDictionary<ControlFlowGraph, Dictionary<SyntaxNode, IFlowAnonymousFunctionOperation>> _lambdas = new();

    /// <summary>The innermost method, accessor, initializer, local function, lambda or top-level program around a node.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            if (IsBody(current))
            {
                return current is GlobalStatementSyntax ? current.Parent : current;
            }
        }

        return null;
    }

    /// <summary>The declarations of a method, accessor or local function of this compilation that have a body.</summary>
    public static SyntaxNode? Of(IMethodSymbol method)
    {
        foreach (var reference in Declaration(method).DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax();
            if (syntax is ArrowExpressionClauseSyntax || (IsBody(syntax) && HasBody(syntax)))
            {
                return syntax;
            }
        }

        return null;
    }

    /// <summary>The method whose code runs when one is called, as it is declared: neither reduced nor constructed, and of two parts the one with the body.</summary>
    public static IMethodSymbol Declaration(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialImplementationPart ?? definition;
    }

    public ControlFlowGraph? Graph(SyntaxNode body) => _graphs.GetOrAdd(body, Create);

    private static bool IsBody(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
            or AccessorDeclarationSyntax or GlobalStatementSyntax => true,
        ArrowExpressionClauseSyntax => node.Parent is BasePropertyDeclarationSyntax,
        EqualsValueClauseSyntax => node.Parent is PropertyDeclarationSyntax
            || (node.Parent is VariableDeclaratorSyntax && node.Parent.Parent?.Parent is BaseFieldDeclarationSyntax),
        _ => false,
    };

    private static bool HasBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        _ => true,
    };

    private ControlFlowGraph? Create(SyntaxNode body)
    {
        if (body is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        {
            return session.SemanticModel(body.SyntaxTree) is { } model && model.GetOperation(body) is { } operation
                ? Create(operation)
                : null;
        }

        if (Around(body) is not { } outer || Graph(outer) is not { } outerGraph)
        {
            return null;
        }

        if (body is LocalFunctionStatementSyntax)
        {
            var symbol = session.SemanticModel(body.SyntaxTree)?.GetDeclaredSymbol(body) as IMethodSymbol;
            return outerGraph.LocalFunctions.FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function, symbol)) is { } declared
                ? outerGraph.GetLocalFunctionControlFlowGraph(declared)
                : null;
        }

        return _lambdas.GetOrAdd(outerGraph, Lambdas).TryGetValue(body, out var lambda) ? outerGraph.GetAnonymousFunctionControlFlowGraph(lambda) : null;
    }

    private static Dictionary<SyntaxNode, IFlowAnonymousFunctionOperation> Lambdas(ControlFlowGraph graph)
    {
        var lambdas = new Dictionary<SyntaxNode, IFlowAnonymousFunctionOperation>();
        foreach (var operation in Operations(graph))
        {
            if (operation is IFlowAnonymousFunctionOperation function)
            {
                lambdas[function.Syntax] = function;
            }
        }

        return lambdas;
    }

    private static ControlFlowGraph? Create(IOperation operation) => operation switch
    {
        { Parent: not null } => null,
        IMethodBodyOperation method => ControlFlowGraph.Create(method),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor),
        IBlockOperation block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation field => ControlFlowGraph.Create(field),
        IPropertyInitializerOperation property => ControlFlowGraph.Create(property),
        _ => null,
    };

    /// <summary>Every operation of a graph, nested ones included, but not those of lambdas and local functions.</summary>
    private static IEnumerable<IOperation> Operations(ControlFlowGraph graph)
    {
        var pending = new Stack<IOperation>();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                pending.Push(operation);
            }

            if (block.BranchValue is not null)
            {
                pending.Push(block.BranchValue);
            }
        }

        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            yield return operation;
            foreach (var child in operation.ChildOperations)
            {
                pending.Push(child);
            }
        }
    }
}
