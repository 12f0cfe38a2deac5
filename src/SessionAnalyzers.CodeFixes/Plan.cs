using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers;

/// <summary>The edits of one offer while they are worked out, with the usings that their code needs.</summary>
/// <param name="key">The offer's equivalence key.</param>
internal sealed class Plan(string key)
{
    private readonly List<Edit> _edits = [];
    private readonly List<string> _settings = [];

    public void Add(Edit edit) => _edits.Add(edit);

    public Offer Offer(string? title) => new(title ?? "Set " + string.Join(", ", _settings.Distinct()), key, _edits.ToImmutableArray());

    /// <summary>A member's safe value as code; null when its type knows none.</summary>
    /// <param name="place">Where the code goes.</param>
    /// <param name="path">The member, as a title shows it.</param>
    /// <param name="property">The member.</param>
    /// <param name="setting">Its safe values.</param>
    public string? Value(Place place, string path, IPropertySymbol property, Setting setting)
    {
        if (setting.Display(property.Type) is not { } display)
        {
            return null;
        }

        _settings.Add(path + " = " + display);
        return setting.Field(property.Type) is { } field ? Field(place, field)
            : property.Type is INamedTypeSymbol { Name: "TimeSpan" } span ? Type(place, span) + display.Substring(span.Name.Length)
            : display;
    }

    /// <summary>An enum member as code.</summary>
    public string Field(Place place, IFieldSymbol field) =>
        Named(place, field.ContainingType, name => Means(place, SyntaxFactory.ParseExpression(name + "." + field.Name), SpeculativeBindingOption.BindAsExpression, field)) + "." + field.Name;

    /// <summary>A type as code.</summary>
    public string Type(Place place, INamedTypeSymbol type) =>
        Named(place, type, name => Means(place, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace, type));

    /// <summary>A static method of a framework type as code, without its arguments; null where the project has none of that name.</summary>
    /// <param name="place">Where the code goes.</param>
    /// <param name="type">Full name of the type.</param>
    /// <param name="method">Name.</param>
    public string? Method(Place place, string type, string method) => Static<IMethodSymbol>(place, type, method);

    /// <summary>A static property of a framework type as code; null where the project has none of that name.</summary>
    /// <param name="place">Where the code goes.</param>
    /// <param name="type">Full name of the type.</param>
    /// <param name="property">Name.</param>
    public string? Property(Place place, string type, string property) => Static<IPropertySymbol>(place, type, property);

    /// <summary>A framework type as code; null where the project has none of that name.</summary>
    public string? Type(Place place, string name) => Find(place.Model.Compilation, name) is { } type ? Type(place, type) : null;

    /// <summary>Imports a namespace where it is not.</summary>
    public void Import(Place place, INamespaceSymbol space) =>
        Add(new ImportNamespace(place.Document.Id, place.Model.SyntaxTree.GetRoot(), space.ToDisplayString(), place.Layout.EndOfLine));

    private string? Static<T>(Place place, string type, string member)
        where T : ISymbol =>
        Find(place.Model.Compilation, type) is { } found && found.GetMembers(member).OfType<T>().Any(static symbol => symbol.IsStatic)
            ? Type(place, found) + "." + member
            : null;

    /// <summary>The one type of a name that the project may use, in whichever assembly it lives.</summary>
    private static INamedTypeSymbol? Find(Compilation compilation, string name)
    {
        var steps = name.Split('.');
        var space = compilation.GlobalNamespace;
        foreach (var step in steps.Take(steps.Length - 1))
        {
            if (space.GetMembers(step).OfType<INamespaceSymbol>().FirstOrDefault() is not { } inner)
            {
                return null;
            }

            space = inner;
        }

        var types = space.GetTypeMembers(steps[steps.Length - 1], 0).Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)).ToList();
        return types is [var only] ? only : null;
    }

    private string Named(Place place, INamedTypeSymbol type, Func<string, bool> isRight)
    {
        if (isRight(type.Name))
        {
            return type.Name;
        }

        // A name that means nothing here needs its using; one that means something else, or two things, the full name.
        var space = type.ContainingNamespace;
        if (place.Model.LookupSymbols(place.Node.SpanStart, name: type.Name).IsEmpty
            && place.Model.LookupNamespacesAndTypes(place.Node.SpanStart, name: type.Name).IsEmpty
            && !IsConfusedBy(place, space))
        {
            Import(place, space);
            return type.Name;
        }

        var full = space.ToDisplayString() + "." + type.Name;
        return isRight(full) ? full : "global::" + full;
    }

    private static bool Means(Place place, SyntaxNode code, SpeculativeBindingOption option, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(
            place.Model.GetSpeculativeSymbolInfo(place.Node.SpanStart, code, option).Symbol,
            symbol);

    /// <summary>Whether some name in the file would have two meanings if a namespace were imported.</summary>
    private static bool IsConfusedBy(Place place, INamespaceSymbol space) =>
        place.Model.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => !space.GetTypeMembers(name.Identifier.ValueText, name.Arity).IsEmpty)
            .Any(name => place.Model.GetSymbolInfo(name).Symbol is INamedTypeSymbol { ContainingType: null } type
                && !SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, space));
}
