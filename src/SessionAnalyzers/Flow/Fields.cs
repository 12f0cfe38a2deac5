using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>What does a field or property of this compilation hold?</summary>
internal sealed class Fields(SessionCompilation session)
{
    private readonly Memory<ISymbol, Imported> _values = new(SymbolEqualityComparer.Default);

    /// <summary>Its value, when it is set in one place only: an initialiser, a getter or a constructor. Null otherwise.</summary>
    public Imported? Read(ISymbol member, Frame frame)
    {
        var definition = member.OriginalDefinition;
        if (!session.IsOurs(definition.ContainingType) || !IsReadable(definition))
        {
            return null;
        }

        return _values.Ask(definition, Resolve);
    }

    private static bool IsReadable(ISymbol member) => member switch
    {
        IFieldSymbol field => KnownSymbols.IsReadable(field.Type),
        IPropertySymbol { IsIndexer: false, IsAbstract: false } property =>
            KnownSymbols.IsReadable(property.Type) && (!property.IsVirtual || property.ContainingType.IsSealed),
        _ => false,
    };

    private Imported? Resolve(ISymbol member)
    {
        if (member is IPropertySymbol { GetMethod: { } getter } && Bodies.Of(getter) is { } getterBody)
        {
            return Result(getterBody, static flow => flow.Returned);
        }

        if (member.DeclaringSyntaxReferences is not [var reference])
        {
            return null;
        }

        var declaration = reference.GetSyntax();
        var initializer = declaration switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        var writers = Writers(member);
        if (writers is null)
        {
            return null;
        }

        if (initializer is null)
        {
            return writers is [var constructor] && session.Flows.Of(constructor)?.Exit is { } exit && exit.Variables.TryGetValue(member, out var assigned)
                ? new Imported(assigned, exit)
                : null;
        }

        if (Initial(initializer) is not { } initial)
        {
            return null;
        }

        // Constructors that touch it run after the initialiser; of several, which ran is not known.
        foreach (var writer in writers)
        {
            if (session.Bodies.Graph(writer) is not { } graph
                || BodyFlow.Run(graph, initial.Import(FlowState.Empty).With(member, initial.Value), new Frame(session, writer, null, Value.Unknown)) is not { Exit: { } exit }
                || !exit.Variables.TryGetValue(member, out var value))
            {
                return null;
            }

            initial = new Imported(value, exit);
        }

        return initial;
    }

    private Imported? Initial(EqualsValueClauseSyntax initializer)
    {
        if (session.Bodies.Graph(initializer) is not { } graph)
        {
            return null;
        }

        var flow = BodyFlow.Run(graph, FlowState.Empty, new Frame(session, initializer, null, Value.Unknown));
        return flow is { Exit: { } exit } && flow.At(initializer) is { } written ? new Imported(written.Arguments[0], exit) : null;
    }

    private Imported? Result(SyntaxNode body, Func<BodyFlow, Value> select) =>
        session.Flows.Of(body) is { Exit: { } exit } flow ? new Imported(select(flow), exit) : null;

    /// <summary>The constructors that write it or its members; null when other code does, or may.</summary>
    private ImmutableArray<SyntaxNode>? Writers(ISymbol member)
    {
        var writers = ImmutableArray.CreateBuilder<SyntaxNode>();
        foreach (var write in session.Facts.WritesTo(member.Name))
        {
            var body = Bodies.Around(write);
            if (session.SemanticModel(write.SyntaxTree) is not { } model || !Mentions(write, member, model))
            {
                continue;
            }

            var isConstructor = body is ConstructorDeclarationSyntax constructor
                && constructor.Modifiers.Any(SyntaxKind.StaticKeyword) == member.IsStatic
                && SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(constructor)?.ContainingType, member.ContainingType);
            if (!isConstructor)
            {
                return null;
            }

            if (!writers.Contains(body!))
            {
                writers.Add(body!);
            }
        }

        var isInitialised = member.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null };
        var canBeSetUnseen = member is IPropertySymbol { SetMethod: { DeclaredAccessibility: not Accessibility.Private } };
        return canBeSetUnseen && !isInitialised || writers.Count > 1 ? null : writers.ToImmutable();
    }

    private static bool Mentions(SyntaxNode write, ISymbol member, SemanticModel model) =>
        write.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name =>
            name.Identifier.ValueText == member.Name
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol?.OriginalDefinition, member));
}
