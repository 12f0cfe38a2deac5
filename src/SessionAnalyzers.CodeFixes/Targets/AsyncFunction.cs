using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>A function that is to await something: it does so already, or it and its callers can be made to.</summary>
/// <param name="plan">Takes the edits.</param>
internal sealed class AsyncFunction(Plan plan)
{
    private const int MostFunctions = 8;

    private readonly HashSet<SyntaxNode> _functions = [];

    /// <summary>The lambda, local function or method that a node runs in; null in any other member.</summary>
    public static SyntaxNode? Around(SyntaxNode node) => node.AncestorsAndSelf().FirstOrDefault(static outer =>
        outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax or AccessorDeclarationSyntax)
        is var function and (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax) ? function : null;

    public static bool IsAsync(SyntaxNode function) => Modifiers(function).Any(SyntaxKind.AsyncKeyword);

    /// <summary>What the code in it gives back: what a task is of. Null for nothing, or for a task that is made by hand.</summary>
    public static ITypeSymbol? Result(SyntaxNode function, SemanticModel model) => Symbol(function, model) switch
    {
        null or { ReturnsVoid: true } => null,
        { ReturnType: var type } when !IsTask(type) => type,
        { ReturnType: INamedTypeSymbol { TypeArguments: [var inner] } } when IsAsync(function) => inner,
        _ => null,
    };

    public static IMethodSymbol? Symbol(SyntaxNode function, SemanticModel model) =>
        (function is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(function).Symbol : model.GetDeclaredSymbol(function)) as IMethodSymbol;

    /// <summary>False where it cannot await, or somebody calls it who cannot.</summary>
    public async Task<bool> EnsureAsync(Place function, CancellationToken cancellationToken)
    {
        if (IsAsync(function.Node) || _functions.Contains(function.Node))
        {
            return true;
        }

        _functions.Add(function.Node);
        if (_functions.Count > MostFunctions || Symbol(function.Node, function.Model) is not { RefKind: RefKind.None } symbol
            || IsTask(symbol.ReturnType) || symbol.Parameters.Any(static parameter => parameter.RefKind != RefKind.None))
        {
            return false;
        }

        if (function.Node is LambdaExpressionSyntax lambda)
        {
            // Whoever takes any delegate looks at what it returns when it is called.
            var isFree = lambda is not ParenthesizedLambdaExpressionSyntax { ReturnType: not null } && IsAnyDelegate(function.Model.GetTypeInfo(lambda, cancellationToken).ConvertedType);
            plan.Add(new MakeAsync(function.Document.Id, lambda, null));
            return isFree;
        }

        if (function.Node is AnonymousFunctionExpressionSyntax || !IsOwn(symbol)
            || plan.Type(function, "System.Threading.Tasks.Task") is not { } task)
        {
            return false;
        }

        var returned = function.Node is MethodDeclarationSyntax method ? method.ReturnType : ((LocalFunctionStatementSyntax)function.Node).ReturnType;
        plan.Add(new MakeAsync(function.Document.Id, function.Node, symbol.ReturnsVoid ? task : $"{task}<{returned.WithoutTrivia()}>"));
        return await EnsureCallersAsync(function, symbol, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> EnsureCallersAsync(Place function, IMethodSymbol symbol, CancellationToken cancellationToken)
    {
        var root = function.Model.SyntaxTree.GetRoot(cancellationToken);
        foreach (var found in await SymbolFinder.FindReferencesAsync(symbol, function.Document.Project.Solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var reference in found.Locations)
            {
                // The same file in the project's build for another framework changes with this one.
                if (reference.Document.Id != function.Document.Id && reference.Document.FilePath is { } path && path == function.Document.FilePath)
                {
                    continue;
                }

                if (reference.Document.Id != function.Document.Id || reference.IsImplicit || !await EnsureCallerAsync(function.At(root.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true)), cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async Task<bool> EnsureCallerAsync(Place name, CancellationToken cancellationToken)
    {
        var callee = name.Node.Parent is MemberAccessExpressionSyntax access && access.Name == name.Node ? access : name.Node;
        if (callee.Parent is ArgumentSyntax && callee is ExpressionSyntax)
        {
            return IsAnyDelegate(name.Model.GetTypeInfo(callee, cancellationToken).ConvertedType);
        }

        if (callee.Parent is not InvocationExpressionSyntax call || call.Expression != callee
            || Around(call) is not { } caller || Iterates(caller))
        {
            return false;
        }

        plan.Add(new AwaitCall(name.Document.Id, call));
        return await EnsureAsync(name.At(caller), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a function hands out its results one by one.</summary>
    public static bool Iterates(SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(static node => node is YieldStatementSyntax);

    /// <summary>Whether nobody but this compilation, or a framework that takes a task as well, decides what a method returns.</summary>
    private static bool IsOwn(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return true;
        }

        var isFixed = method.IsAbstract || method.IsVirtual || method.IsOverride || method.IsExtern || method.IsPartialDefinition || method.PartialDefinitionPart is not null
            || method.Name == "Main" || method.MethodKind != MethodKind.Ordinary
            || method.ContainingType.AllInterfaces.SelectMany(static face => face.GetMembers().OfType<IMethodSymbol>())
                .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
        return !isFixed && (!IsPublic(method) || Inherits(method.ContainingType, "ControllerBase") || Inherits(method.ContainingType, "PageModel"));
    }

    private static bool IsPublic(ISymbol symbol)
    {
        for (var current = symbol; current is IMethodSymbol or INamedTypeSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Inherits(ITypeSymbol? type, string name) => type is not null && (type.Name == name || Inherits(type.BaseType, name));

    private static bool IsAnyDelegate(ITypeSymbol? type) => type is { Name: "Delegate", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsTask(ITypeSymbol type) =>
        type.Name is "Task" or "ValueTask" && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static SyntaxTokenList Modifiers(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers,
        LocalFunctionStatementSyntax local => local.Modifiers,
        MethodDeclarationSyntax method => method.Modifiers,
        _ => default,
    };
}
