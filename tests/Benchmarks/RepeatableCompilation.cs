using Microsoft.CodeAnalysis.CSharp;

namespace Benchmarks;

/// <summary>A compilation that can be bound and analysed again and again as if for the first time.</summary>
internal sealed class RepeatableCompilation(CSharpCompilation original)
{
    private readonly CSharpCompilation _empty = original.RemoveAllSyntaxTrees();

    /// <summary>
    /// The same sources, never bound and never seen by an analyzer: a tree object, too, is new, since the rules remember
    /// what they read of one. What is shared is what a compiler server shares: parsed text and metadata.
    /// </summary>
    public CSharpCompilation Fresh() => _empty.AddSyntaxTrees(original.SyntaxTrees.Select(static tree => tree.WithFilePath(tree.FilePath + "#").WithFilePath(tree.FilePath)));
}
