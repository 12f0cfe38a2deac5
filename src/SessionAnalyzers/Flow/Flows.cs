using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>What happens in a body? Each is run at most once, on its own, when a rule has an anchor in it.</summary>
internal sealed class Flows(SessionCompilation session)
{
    private readonly Memory<SyntaxNode, BodyFlow> _flows = new(EqualityComparer<SyntaxNode>.Default);

    /// <summary>The run of a body with nothing known of its parameters; null when it cannot be decided.</summary>
    public BodyFlow? Of(SyntaxNode body) => _flows.Ask(body, node =>
        session.Bodies.Graph(node) is { } graph
            ? BodyFlow.Run(graph, Entry(node), new Frame(session, node, null, Value.Unknown))
            : null);

    /// <summary>What a call or write saw; null when no path of the deployed site reaches it, or when that cannot be decided.</summary>
    public Observation? At(SyntaxNode node) => Bodies.Around(node) is { } body && Reaches(body) ? Of(body)?.At(node) : null;

    /// <summary>Whether the body around a node was too much for the engine.</summary>
    public bool IsUndecided(SyntaxNode node) => Bodies.Around(node) is not { } body || Of(body) is null;

    /// <summary>Whether the deployed site ever makes the lambda that a body is, or is in; true when that cannot be decided.</summary>
    private bool Reaches(SyntaxNode body)
    {
        for (var inner = body; Bodies.Around(inner) is { } outer; inner = outer)
        {
            if ((inner is AnonymousFunctionExpressionSyntax && Of(outer) is { } flow && flow.At(inner) is null)
                || (inner is LocalFunctionStatementSyntax function && IsNeverCalled(function, outer)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every mention of a local function is a call that the deployed site does not reach.</summary>
    private bool IsNeverCalled(LocalFunctionStatementSyntax function, SyntaxNode outer)
    {
        var mentions = outer.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == function.Identifier.ValueText && !function.Span.Contains(name.Span)).ToList();
        return mentions.Count > 0 && mentions.All(name =>
            name.Parent is InvocationExpressionSyntax call && Bodies.Around(call) is { } body && Of(body) is { } flow && flow.At(call) is null);
    }

    /// <summary>A variable of an outer body as it is when that body has run; null when <paramref name="body"/> declares it itself.</summary>
    public Imported? Captured(SyntaxNode body, ISymbol variable)
    {
        if (variable.DeclaringSyntaxReferences is not [var declaration, ..]
            || (declaration.SyntaxTree == body.SyntaxTree && body.Span.Contains(declaration.Span))
            || body is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        {
            return null;
        }

        for (var outer = Bodies.Around(body); outer is not null; outer = Bodies.Around(outer))
        {
            if (Of(outer)?.Exit is { } exit && exit.Variables.TryGetValue(variable, out var value))
            {
                return new Imported(value, exit);
            }
        }

        return null;
    }

    /// <summary>Works out what calls to methods of this compilation returned; what cannot be is left as it is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="asker">The body that asks while it is run: its bounds are those of the answer.</param>
    public Value Resolve(Value value, Frame? asker = null)
    {
        if (!value.Atoms.Any(static atom => atom is Atom.Returned))
        {
            return value;
        }

        return Value.Of(value.Atoms.SelectMany(atom =>
            atom is Atom.Returned returned && Bodies.Of(returned.Method) is { } body && Run(body, returned.Method, returned.Arguments, FlowState.Empty, asker) is { } flow
                ? flow.Returned.Atoms.Select(inner => inner is Atom.Returned ? Opaque(returned.Method) : Content(inner, flow.Exit, returned.Method) ?? inner)
                : Enumerable.Repeat(atom is Atom.Returned unread ? Opaque(unread.Method) : atom, 1)));
    }

    /// <summary>As <see cref="Resolve"/>, for a method that looks at the environment or the transport: others are not worth a run.</summary>
    public Value ResolveEnvironment(Value condition, Frame asker) =>
        condition.Atoms is [Atom.Returned { Method: var method }] && Bodies.Of(method) is { } body && Deployment.LooksAtEnvironment(body) ? Resolve(condition, asker) : condition;

    /// <summary>Runs a lambda or method on given arguments, as the framework will.</summary>
    public BodyFlow? Run(SyntaxNode body, IMethodSymbol method, ImmutableArray<Value> arguments, FlowState state, Frame? asker = null)
    {
        var parameters = (method.PartialImplementationPart ?? method).OriginalDefinition.Parameters;
        for (var i = 0; i < parameters.Length && i < arguments.Length; i++)
        {
            state = state.With(parameters[i], arguments[i]);
        }

        return Run(body, state, asker);
    }

    /// <summary>Runs a body from a given state.</summary>
    public BodyFlow? Run(SyntaxNode body, FlowState state, Frame? asker = null) =>
        session.Bodies.Graph(body) is { } graph && (asker is null ? new Frame(session, body, null, Value.Unknown) : asker.Enter(body, Value.Unknown)) is { } frame
            ? BodyFlow.Run(graph, state, frame)
            : null;

    /// <summary>Memory of another run, of which only the origin of its content is brought along; null for anything else.</summary>
    private static Atom.Opaque? Content(Atom atom, FlowState? exit, IMethodSymbol method) =>
        atom is Atom.Reference { Id: var id } && exit?.Object(id).Members.ContainsKey(Origins.Content) == true ? new Atom.Opaque(Origins.Of(atom, exit), method) : null;

    private static Atom Opaque(IMethodSymbol method) =>
        Deployment.Assume(method)?.Atoms[0] ?? new Atom.Opaque(Origin.Unknown, method);

    private FlowState Entry(SyntaxNode body)
    {
        var state = FlowState.Empty;
        var model = session.SemanticModel(body.SyntaxTree);
        var method = body is AnonymousFunctionExpressionSyntax
            ? model?.GetSymbolInfo(body).Symbol as IMethodSymbol
            : body is CompilationUnitSyntax ? null : model?.GetDeclaredSymbol(body) as IMethodSymbol;
        foreach (var parameter in method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            if (KnownSymbols.IsTracked(parameter.Type))
            {
                state = state.With(parameter, Value.Of(new Atom.Reference(new ObjectId.Given(parameter))));
            }
        }

        return state;
    }
}

/// <summary>A value that was made elsewhere, and the state that knows the objects it refers to.</summary>
internal sealed record Imported(Value Value, FlowState Source)
{
    /// <summary>Brings the objects along; who else can reach them was part of the question that made them known.</summary>
    public FlowState Import(FlowState target)
    {
        foreach (var pair in Source.Objects)
        {
            if (!target.Objects.ContainsKey(pair.Key))
            {
                target = target.With(pair.Key, pair.Value with { IsShared = false });
            }
        }

        return target;
    }
}
