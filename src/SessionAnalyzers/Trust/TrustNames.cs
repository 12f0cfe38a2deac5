using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>
/// How is code called that can hand out what was unsealed? By names alone: the framework's, those that are taught, and those of members
/// that mention one, three levels deep. The gate before any body is run.
/// </summary>
internal sealed class TrustNames
{
    private const int MostLevels = 3;

    private static readonly ImmutableArray<string> Registrations = ImmutableArray.Create("Map", "Use", "Add", "Configure", "Run", "On", "When");

    private readonly ImmutableHashSet<string> _all;

    private TrustNames(ImmutableHashSet<string> all) => _all = all;

    public static TrustNames Of(SessionCompilation session)
    {
        var compilation = session.Compilation;
        var names = TrustKnowledge.Unseals.Select(static row => row.Method)
            .Concat(TrustKnowledge.Envelopes.SelectMany(static row => row.Members).Where(static member => member.StartsWith("Unverified", StringComparison.Ordinal)))
            .Concat(compilation.SyntaxTrees.SelectMany(tree => session.Settings(tree).UnsealNames))
            .ToImmutableHashSet();
        if (MarkedNames.CanBeIn(compilation, "UnsealsAttribute"))
        {
            names = names.Union(compilation.SyntaxTrees.SelectMany(static tree => MarkedNames.Of(tree, "Unseals")));
        }

        var level = names;
        for (var i = 0; i < MostLevels && !level.IsEmpty; i++)
        {
            level = level.SelectMany(session.Facts.Mentions).SelectMany(Declaring).ToImmutableHashSet().Except(names);
            names = names.Union(level);
        }

        return new TrustNames(names);
    }

    /// <summary>Whether code reads what the client sent.</summary>
    public static bool ReadsRequest(SyntaxNode body) => body.DescendantTokens().Any(static token => ClientInput.IsName(token.ValueText));

    public bool Contains(string name) => _all.Contains(name);

    /// <summary>The places in a file where such a name stands.</summary>
    public IEnumerable<SyntaxNode> In(SyntaxTree tree) => _all.SelectMany(name => TreeFacts.Mentioning(tree, name));

    /// <summary>What the member is called that returns what a name in it stands for. What is registered returns it to the framework.</summary>
    private static IEnumerable<string> Declaring(SyntaxNode name)
    {
        for (var node = name.Parent; node is not null && !IsRegistered(node); node = node.Parent)
        {
            if (DeclaredNames.OfCode(node) is { } declared)
            {
                return [declared];
            }
        }

        return [];
    }

    private static bool IsRegistered(SyntaxNode node) =>
        node is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && TreeFacts.InvokedName(call) is { } name
        && Registrations.Any(word => name.StartsWith(word, StringComparison.Ordinal));
}
