using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>What does a file mark with an annotation? By syntax alone, cached by tree; the symbol decides at the anchor.</summary>
internal static class MarkedNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, Dictionary<string, ImmutableArray<string>>> Known = new();

    /// <summary>Whether a compilation can have the annotation: it refers to the runtime, which declares it, or declares it itself.</summary>
    public static bool CanBeIn(Compilation compilation, string type) =>
        References.Of(compilation).HaveRuntime || compilation.ContainsSymbolsWithName(type, SymbolFilter.Type);

    /// <summary>Names of the members that have it, and of the methods and types of which a parameter has it.</summary>
    public static ImmutableArray<string> Of(SyntaxTree tree, string attribute)
    {
        var names = Known.GetValue(tree, static _ => []);
        lock (names)
        {
            if (!names.TryGetValue(attribute, out var found))
            {
                names.Add(attribute, found = TreeFacts.Mentions(tree, attribute) ? Find(tree, attribute).ToImmutableArray() : ImmutableArray<string>.Empty);
            }

            return found;
        }
    }

    private static IEnumerable<string> Find(SyntaxTree tree, string attribute) => tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>()
        .Where(mark => TreeFacts.NameToken(Simple(mark.Name)).ValueText is var name && (name == attribute || name == attribute + "Attribute"))
        .SelectMany(static mark => NamesOf(mark.Parent?.Parent));

    private static NameSyntax Simple(NameSyntax name) => name is QualifiedNameSyntax qualified ? qualified.Right : name is AliasQualifiedNameSyntax alias ? alias.Name : name;

    private static IEnumerable<string> NamesOf(SyntaxNode? marked) => marked switch
    {
        ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } => [method.Identifier.ValueText],
        ParameterSyntax { Parent.Parent: LocalFunctionStatementSyntax function } => [function.Identifier.ValueText],
        ParameterSyntax { Parent.Parent: ConstructorDeclarationSyntax constructor } => [constructor.Identifier.ValueText],
        ParameterSyntax { Parent.Parent: TypeDeclarationSyntax type } => [type.Identifier.ValueText],
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText),
        _ => [],
    };
}
