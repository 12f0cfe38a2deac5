using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>What does a field or property of this compilation hold?</summary>
internal sealed class Fields(SessionCompilation session)
{
    private readonly Memory<ISymbol, Imported> _values = new(SymbolEqualityComparer.Default);

    /// <summary>Its value, when a getter, or an initialiser and one constructor, decide it alone. Null otherwise.</summary>
    public Imported? Read(ISymbol member)
    {
        var definition = member.OriginalDefinition;
        return session.IsOurs(definition.ContainingType) && IsReadable(definition) ? _values.Ask(definition, Resolve) : null;
    }

    private static bool IsReadable(ISymbol member) => member switch
    {
        IFieldSymbol field => KnownSymbols.IsReadable(field.Type),
        IPropertySymbol { IsIndexer: false, IsAbstract: false } property =>
            KnownSymbols.IsReadable(property.Type) && (!(property.IsVirtual || property.IsOverride) || property.ContainingType.IsSealed),
        _ => false,
    };

    private Imported? Resolve(ISymbol member)
    {
        if (member is IPropertySymbol { GetMethod: { } getter } && Bodies.Of(getter) is { } body)
        {
            return session.Flows.Of(body) is { Exit: { } state } flow && !IsChangedThrough(member) ? new Imported(flow.Returned, state) : null;
        }

        if (CanBeSetUnseen(member) || member.DeclaringSyntaxReferences.Length != 1 || session.FieldUses.Constructors(member) is not { Count: <= 1 } constructors)
        {
            return null;
        }

        // One run of the constructor answers for all members: as long as one is not assigned there, it is what its initialiser says.
        return constructors.Count == 0 ? Initial(member)
            : session.Flows.Of(constructors[0])?.Exit is not { } exit ? null
            : exit.Variables.TryGetValue(member, out var value) ? new Imported(value, exit)
            : Initial(member) is { } initial ? new Imported(initial.Value, initial.Import(exit))
            : null;
    }

    /// <summary>What the initialiser of a field or property says; null when there is none.</summary>
    public Imported? Initial(ISymbol member) =>
        Initializer(member) is { } initializer && session.Flows.Of(initializer) is { Exit: { } exit } flow && flow.At(initializer) is { } written ? new Imported(written.Arguments[0], exit) : null;

    public static EqualsValueClauseSyntax? Initializer(ISymbol member) => member.DeclaringSyntaxReferences is not [var reference] ? null : reference.GetSyntax() switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    /// <summary>A getter hands out an object that others may change.</summary>
    private bool IsChangedThrough(ISymbol property) => session.FieldUses.Constructors(property) is not { Count: 0 };

    /// <summary>Other assemblies, serializers and binders set what is open to them.</summary>
    private static bool CanBeSetUnseen(ISymbol member) => !member.IsStatic && member switch
    {
        IPropertySymbol { SetMethod: { } setter } => setter.DeclaredAccessibility != Accessibility.Private,
        IFieldSymbol { IsReadOnly: false } field => field.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal),
        _ => false,
    };
}
