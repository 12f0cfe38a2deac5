using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Flow;

/// <summary>Is this code there in a debug build only? Cached by syntax tree.</summary>
internal sealed class BuildRegions
{
    private static readonly ConditionalWeakTable<SyntaxTree, BuildRegions> Known = new();

    private readonly ImmutableArray<TextSpan> _regions;

    private BuildRegions(ImmutableArray<TextSpan> regions) => _regions = regions;

    /// <summary>A node between <c>#if DEBUG</c> and <c>#endif</c>: what it does is not known to be what the deployed site does.</summary>
    public static bool Contains(SyntaxNode node) =>
        Of(node.SyntaxTree)._regions.Any(region => region.Contains(node.SpanStart));

    /// <summary>Whether a part of a body is there in a debug build only, or left out of one.</summary>
    public static bool Intersects(SyntaxNode body) => Of(body.SyntaxTree)._regions.Any(region => region.IntersectsWith(body.Span));

    /// <summary>Whether code of the same declaration, which this build leaves out, mentions a word.</summary>
    public static bool Hides(SyntaxNode node, string word)
    {
        var declaration = node.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax) ?? node;
        return Of(declaration.SyntaxTree)._regions.Any(region =>
            region.IntersectsWith(declaration.Span)
            && declaration.SyntaxTree.GetText().ToString(region).IndexOf(word, StringComparison.Ordinal) >= 0);
    }

    private static BuildRegions Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new BuildRegions(Find(tree)));

    private static ImmutableArray<TextSpan> Find(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        if (!root.ContainsDirectives)
        {
            return ImmutableArray<TextSpan>.Empty;
        }

        var regions = ImmutableArray.CreateBuilder<TextSpan>();
        var open = new Stack<(int Start, bool IsDebug)>();
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            switch (directive)
            {
                case IfDirectiveTriviaSyntax start:
                    open.Push((start.SpanStart, MentionsDebug(start.Condition)));
                    break;
                case ElifDirectiveTriviaSyntax other when open.Count > 0 && MentionsDebug(other.Condition):
                    open.Push((open.Pop().Start, true));
                    break;
                case EndIfDirectiveTriviaSyntax end when open.Count > 0:
                    var (position, isDebug) = open.Pop();
                    if (isDebug)
                    {
                        regions.Add(TextSpan.FromBounds(position, end.Span.End));
                    }

                    break;
            }
        }

        return regions.ToImmutable();
    }

    private static bool MentionsDebug(ExpressionSyntax condition) =>
        condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText is "DEBUG" or "RELEASE");
}
