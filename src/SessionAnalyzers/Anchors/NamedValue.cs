using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A value that is given the name of a session's token: put into a variable or member, or returned by a method of that name.</summary>
internal sealed class NamedValue
{
    private readonly Anchor _anchor;
    private readonly SyntaxToken _name;
    private readonly ISymbol? _symbol;
    private readonly Value _value;
    private readonly FlowState _state;

    private NamedValue(Anchor anchor, SyntaxToken name, ISymbol? symbol, Value value, FlowState state, bool isText)
    {
        _anchor = anchor;
        _name = name;
        _symbol = symbol;
        _value = value;
        _state = state;
        IsText = isText;
    }

    public SessionCompilation Session => _anchor.Session;

    public string Name => _name.ValueText;

    /// <summary>The declaration, assignment or method.</summary>
    public SyntaxNode Node => _anchor.Node;

    /// <summary>It is text or bytes, and not a row's number or GUID.</summary>
    public bool IsText { get; }

    /// <summary>Where it comes from, one origin for each thing that it may be.</summary>
    public IEnumerable<Origin> Origins => _value.Atoms.Select(atom => Flow.Origins.Of(atom, _state));

    /// <summary>Whether what it is given to has an annotation.</summary>
    public bool IsMarked(string attribute) => _symbol is not null && KnownSymbols.IsMarked(_symbol, attribute);

    public void Report(Rule rule, FixTarget? fix, params object[] arguments) => _anchor.Report(rule, _name.GetLocation(), fix, arguments);

    /// <summary>The value that a node names; null when it names none or is not reached.</summary>
    public static NamedValue? Of(SessionCompilation session, SyntaxNode node, SyntaxToken name, SyntaxNodeAnalysisContext context)
    {
        var symbol = node is AssignmentExpressionSyntax assignment
            ? context.SemanticModel.GetSymbolInfo(assignment.Left, context.CancellationToken).Symbol
            : context.SemanticModel.GetDeclaredSymbol(node, context.CancellationToken);
        if (TypeOf(symbol) is not { } type)
        {
            return null;
        }

        var anchor = new Anchor(session, node, null, context.ReportDiagnostic);
        return node switch
        {
            AssignmentExpressionSyntax => anchor.Seen is { Arguments: [var assigned, ..] } seen ? Make(assigned, seen.State) : null,
            VariableDeclaratorSyntax { Initializer: { } initializer } =>
                (session.Flows.At(node) ?? session.Flows.Of(initializer)?.At(initializer)) is { Arguments: [var initial, ..] } declared ? Make(initial, declared.State) : null,
            PropertyDeclarationSyntax { Initializer: { } initializer } =>
                session.Flows.Of(initializer)?.At(initializer) is { Arguments: [var initial, ..] } declared ? Make(initial, declared.State) : null,
            PropertyDeclarationSyntax { ExpressionBody: { } getter } => Returned(getter),
            PropertyDeclarationSyntax { AccessorList: { } accessors } => accessors.Accessors.FirstOrDefault(static accessor => accessor.Keyword.ValueText == "get" && (accessor.Body is not null || accessor.ExpressionBody is not null)) is { } get ? Returned(get) : null,
            MethodDeclarationSyntax or LocalFunctionStatementSyntax => Returned(node),
            _ => null,
        };

        NamedValue? Make(Value value, FlowState state) => value.Atoms.Any(atom => atom is Atom.Returned returned && NamesIt(session, returned.Method)) ? null : new(anchor, name, symbol, session.Flows.Resolve(value), state, KnownSymbols.IsText(type));

        NamedValue? Returned(SyntaxNode body) => session.Flows.Of(body) is { Exit: { } exit } flow ? Make(flow.Returned, exit) : null;
    }

    /// <summary>Whether a method has a name for it already, or gives it one: there it is the method's value.</summary>
    private static bool NamesIt(SessionCompilation session, IMethodSymbol method) =>
        session.IsToken(method.Name)
        || (Bodies.Of(method) is { } body && body.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(variable => session.IsToken(variable.Identifier.ValueText)));

    /// <summary>The type of what is named; of a task, that of its result.</summary>
    private static ITypeSymbol? TypeOf(ISymbol? symbol)
    {
        var type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IMethodSymbol { ReturnsVoid: false } method => method.ReturnType,
            _ => null,
        };
        return type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;
    }
}
