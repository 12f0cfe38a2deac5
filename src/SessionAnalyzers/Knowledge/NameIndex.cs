using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>
/// Where in a file does a name stand? The first questions are answered from the text, so that the tree is not walked; a file that is
/// asked about often is walked once. Cached by tree.
/// </summary>
internal sealed class NameIndex
{
    private const int MostSearches = 8;

    private static readonly ConditionalWeakTable<SyntaxTree, NameIndex> Known = new();

    private readonly SyntaxTree _tree;
    private ILookup<string, SimpleNameSyntax>? _names;
    private int _searches;

    private NameIndex(SyntaxTree tree) => _tree = tree;

    public static NameIndex Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new NameIndex(tree));

    /// <summary>The names that read like one.</summary>
    public IEnumerable<SimpleNameSyntax> Mentioning(string name)
    {
        if (_names is null)
        {
            if (!TreeFacts.Mentions(_tree, name))
            {
                return [];
            }

            if (Interlocked.Increment(ref _searches) <= MostSearches)
            {
                return Search(name);
            }
        }

        // Two threads may both walk the tree: they come to the same.
        _names ??= _tree.GetRoot().DescendantNodes(descendIntoTrivia: false).OfType<SimpleNameSyntax>().ToLookup(static node => node.Identifier.ValueText, StringComparer.Ordinal);
        return _names[name];
    }

    private IEnumerable<SimpleNameSyntax> Search(string name) =>
        TreeFacts.Containing(_tree, name).Where(node => node.Identifier.ValueText == name);
}
