using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>
/// Can what a rule looks for be in this code at all? By names alone: those of the framework members it comes from, and those of members
/// of the compilation that mention one. The gate before a body is run for a variable that is merely called like a token.
/// </summary>
internal sealed class SourceNames
{
    /// <summary>Where identifiers come from that can be guessed or are too short.</summary>
    private static readonly Words Weak = new(
        ["NewGuid", "CreateVersion7", "Random", "RandomNumberGenerator", "TickCount", "TickCount64", "GetTimestamp", "GetHashCode", "HashCode"],
        ["Ticks", "Now", "UtcNow", "GetUtcNow", "ToUnixTimeSeconds", "ToUnixTimeMilliseconds"]);

    /// <summary>Where secrets come from that are compared: codes that are worked out, and what the client sends.</summary>
    private static readonly Words Compared = new(
        ["HashData", "TryHashData", "HashDataAsync", "HmacData", "ComputeHash", "ComputeHashAsync", "GetHashAndReset", "GetCurrentHash", "Pbkdf2", "Rfc2898DeriveBytes"],
        ["Request", "HttpRequest", "Headers", "Query", "Cookies", "Form", "RouteValues", "QueryString",
        "FromQuery", "FromRoute", "FromHeader", "FromForm", "FromBody", "Controller", "ControllerBase", "PageModel",
        "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods"]);

    private readonly Words _words;
    private readonly Lazy<HashSet<string>> _makers;

    private SourceNames(Compilation compilation, Words words)
    {
        _words = words;
        _makers = new(() => new(compilation.SyntaxTrees.SelectMany(words.MakersIn), StringComparer.Ordinal));
    }

    public static SourceNames OfWeak(Compilation compilation) => new(compilation, Weak);

    public static SourceNames OfCompared(Compilation compilation) => new(compilation, Compared);

    /// <summary>Whether the member around a node, or the type that declares it, mentions one.</summary>
    public bool MayReach(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (member is null || Mentions(Scope(member)))
        {
            return true;
        }

        // The framework binds the parameters of actions, and controllers have bases of their own.
        return member.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList is { } bases
            && (Mentions(bases) || bases.DescendantTokens().Any(static token => token.ValueText.EndsWith("Controller", StringComparison.Ordinal) || token.ValueText.EndsWith("PageModel", StringComparison.Ordinal)));
    }

    /// <summary>Whether an expression mentions one, or a statement of the same member that mentions a name which the expression does, and so on.</summary>
    public bool MayFlowInto(ExpressionSyntax expression)
    {
        const int mostRounds = 4;
        if (expression.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return true;
        }

        // Most members mention none at all.
        if (!Mentions(Scope(member)))
        {
            return false;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Mentions(expression, names))
        {
            return true;
        }

        var statements = Scope(member).DescendantNodes().Where(static node => node is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ForEachStatementSyntax or ParameterSyntax).ToList();
        for (var round = 0; round < mostRounds && statements.Count > 0; round++)
        {
            var before = names.Count;
            foreach (var statement in statements.ToList())
            {
                if (statement.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText)))
                {
                    statements.Remove(statement);
                    if (Mentions(statement, names))
                    {
                        return true;
                    }
                }
            }

            if (names.Count == before)
            {
                break;
            }
        }

        return false;
    }

    /// <summary>Whether a name in code is a source. Notes those before it.</summary>
    private bool Mentions(SyntaxNode code, HashSet<string>? names = null)
    {
        foreach (var token in code.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                if (_words.All.Contains(token.ValueText) || _makers.Value.Contains(token.ValueText))
                {
                    return true;
                }

                names?.Add(token.ValueText);
            }
        }

        return false;
    }

    /// <summary>All top-level statements are one body.</summary>
    private static SyntaxNode Scope(MemberDeclarationSyntax member) => member is GlobalStatementSyntax { Parent: { } program } ? program : member;

    /// <summary>Names of framework members, and by file the members that mention one.</summary>
    /// <param name="rare">Names that are worth following through a member of the compilation.</param>
    /// <param name="common">Names that stand in most files: they count where they are used.</param>
    private sealed class Words(string[] rare, string[] common)
    {
        private readonly HashSet<string> _rare = new(rare, StringComparer.Ordinal);
        private readonly string[] _searched = TextSearch.Shortest(rare);
        private readonly ConditionalWeakTable<SyntaxTree, string[]> _makers = new();

        public HashSet<string> All { get; } = new(rare.Concat(common), StringComparer.Ordinal);

        public string[] MakersIn(SyntaxTree tree) => _makers.GetValue(tree, Find);

        private string[] Find(SyntaxTree tree)
        {
            var places = tree.GetText().Places(_searched);
            if (places.Count == 0)
            {
                return [];
            }

            var root = tree.GetRoot();
            var makers = new HashSet<string>(StringComparer.Ordinal);
            foreach (var place in places)
            {
                if (root.FindToken(place) is var token && token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(place) && _rare.Contains(token.ValueText))
                {
                    for (var node = token.Parent; node is not null; node = node.Parent)
                    {
                        makers.UnionWith(DeclaredNames.Of(node));
                    }
                }
            }

            return makers.ToArray();
        }
    }
}
