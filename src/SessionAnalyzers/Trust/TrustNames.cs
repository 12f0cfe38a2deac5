using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>
/// Where does code stand that hands out what was unsealed? The framework's calls, those that are taught, and the members of the
/// compilation that make one, three levels deep. Found by their place in the text, and bound: the gate before any body is run.
/// </summary>
internal sealed class TrustNames
{
    private const int MostLevels = 3;

    private static readonly ImmutableHashSet<string> Sources = TrustKnowledge.Names.Union(ResultKnowledge.PayloadProducers);
    private static readonly ImmutableHashSet<string> Marks = ImmutableHashSet.Create("Unseals", "UnsealsAttribute");
    private static readonly ImmutableHashSet<string> Answers = ResultKnowledge.AnswerProducers.ToImmutableHashSet();

    /// <summary>A file that mentions none of these has nothing to ask about.</summary>
    private static readonly string[] Words = TextSearch.Shortest(Sources.Union(Answers).Union(Marks));

    private static readonly ImmutableArray<string> Registrations = ImmutableArray.Create("Map", "Use", "Add", "Configure", "Run", "On", "When");

    private static readonly ConditionalWeakTable<SyntaxTree, SimpleNameSyntax[]> Known = new();

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<SyntaxTree, List<SyntaxNode>> _places = [];

    private TrustNames(SessionCompilation session)
    {
        var trees = session.Compilation.SyntaxTrees.ToList();
        var taught = new HashSet<string>(trees.SelectMany(tree => session.Settings(tree).UnsealNames), StringComparer.Ordinal);
        taught.UnionWith(trees.Where(static tree => Of(tree).Any(static name => Marks.Contains(name.Identifier.ValueText))).SelectMany(static tree => MarkedNames.Of(tree, "Unseals")));

        var found = trees.SelectMany(static tree => Of(tree)).Where(static name => Sources.Contains(name.Identifier.ValueText))
            .Concat(Find(trees, taught))
            .Where(name => Symbol(name, session) is { } symbol
                && (TrustKnowledge.HandsOutUnsealed(symbol, session.Settings(name.SyntaxTree)) || (symbol is IMethodSymbol method && ResultKnowledge.Of(method) is { Payload.IsEmpty: false })))
            .ToList();
        for (var level = 0; found.Count > 0; level++)
        {
            foreach (var name in found)
            {
                _names.Add(name.Identifier.ValueText);
                if (!_places.TryGetValue(name.SyntaxTree, out var places))
                {
                    _places.Add(name.SyntaxTree, places = []);
                }

                places.Add(name);
            }

            if (level == MostLevels)
            {
                break;
            }

            var makers = new HashSet<ISymbol>(found.Select(name => Declaring(name, session)).OfType<ISymbol>(), SymbolEqualityComparer.Default);
            var names = new HashSet<string>(makers.Select(static maker => maker.Name), StringComparer.Ordinal);
            names.ExceptWith(_names);
            found = Find(trees, names).Where(name => Symbol(name, session) is { } symbol && makers.Contains(symbol)).ToList();
        }
    }

    public static TrustNames Of(SessionCompilation session) => new(session);

    /// <summary>Whether code reads what the client sent.</summary>
    public static bool ReadsRequest(SyntaxNode body) => body.DescendantTokens().Any(static token => ClientInput.IsName(token.ValueText));

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>The places in a file where such code stands, or where what a check answers is not looked at.</summary>
    public IEnumerable<SyntaxNode> In(SyntaxTree tree) =>
        (_places.TryGetValue(tree, out var places) ? places : []).Concat(Of(tree).Where(static name => Answers.Contains(name.Identifier.ValueText) && IsIgnored(name)));

    private static SimpleNameSyntax[] Of(SyntaxTree tree) => Known.GetValue(tree, static key => Find(key, Words, static name => Sources.Contains(name) || Answers.Contains(name) || Marks.Contains(name)));

    private static IEnumerable<SimpleNameSyntax> Find(List<SyntaxTree> trees, HashSet<string> names)
    {
        // A name that is still to be typed is no name.
        names.Remove("");
        var words = TextSearch.Shortest(names);
        return words.Length == 0 ? [] : trees.SelectMany(tree => Find(tree, words, names.Contains));
    }

    private static SimpleNameSyntax[] Find(SyntaxTree tree, string[] words, Func<string, bool> isOne)
    {
        var places = tree.GetText().Places(words);
        if (places.Count == 0)
        {
            return [];
        }

        var root = tree.GetRoot();
        return places.Select(place => root.FindToken(place)).Where(token => isOne(token.ValueText)).Select(static token => token.Parent).OfType<SimpleNameSyntax>().Distinct().ToArray();
    }

    private static ISymbol? Symbol(SimpleNameSyntax name, SessionCompilation session) =>
        session.SemanticModel(name.SyntaxTree)?.GetSymbolInfo(name) is { } info ? Original(info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) : null;

    private static ISymbol? Original(ISymbol? symbol) => (symbol is IMethodSymbol { ReducedFrom: { } unreduced } ? unreduced : symbol)?.OriginalDefinition;

    /// <summary>The member that returns what a name in it stands for. What is registered returns it to the framework.</summary>
    private static ISymbol? Declaring(SyntaxNode name, SessionCompilation session)
    {
        for (var node = name.Parent; node is not null && !IsRegistered(node); node = node.Parent)
        {
            if (DeclaredNames.OfCode(node) is not null)
            {
                return session.SemanticModel(node.SyntaxTree)?.GetDeclaredSymbol(node);
            }
        }

        return null;
    }

    private static bool IsIgnored(SyntaxNode name) => name.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } call && IgnoredResult.Is(call);

    private static bool IsRegistered(SyntaxNode node) =>
        node is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && TreeFacts.InvokedName(call) is { } name
        && Registrations.Any(word => name.StartsWith(word, StringComparison.Ordinal));
}
