using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does this compilation do X anywhere? Asked only by a rule that has hit an anchor.</summary>
internal sealed class CompilationFacts(Compilation compilation)
{
    private readonly Lazy<ImmutableArray<CookieFacts>> _cookies = new(() => compilation.SyntaxTrees.Select(static tree => TreeFacts.Of(tree).Cookies).OfType<CookieFacts>().ToImmutableArray());
    private readonly ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>> _mentions = new(StringComparer.Ordinal);
    private ImmutableHashSet<string>? _cookieWrappers;
    private readonly Lazy<ImmutableHashSet<string>> _keyNames = new(() => MarkedNames.CanBeIn(compilation, "SealingKeyAttribute")
        ? compilation.SyntaxTrees.SelectMany(static tree => MarkedNames.Of(tree, "SealingKey")).ToImmutableHashSet()
        : ImmutableHashSet<string>.Empty);

    /// <summary>The calls to methods of a name that <see cref="CookieFacts"/> collects.</summary>
    public IEnumerable<InvocationExpressionSyntax> Calls(string method) => _cookies.Value.SelectMany(facts => facts.Calls(method));

    /// <summary>The calls to any other method that take a callback which mentions an options type's cookie.</summary>
    public IEnumerable<InvocationExpressionSyntax> CookieCallbacks() => _cookies.Value.SelectMany(static facts => facts.Callbacks);

    /// <summary>The classes that name one of the options system's configuration interfaces as a base.</summary>
    public IEnumerable<TypeDeclarationSyntax> ConfigurationClasses() => _cookies.Value.SelectMany(static facts => facts.ConfigurationClasses);

    /// <summary>The names of the options system's configuration objects, wherever one is made or derived from.</summary>
    public IEnumerable<GenericNameSyntax> ConfigurationObjects() => _cookies.Value.SelectMany(static facts => facts.ConfigurationObjects);

    /// <summary>Every place that mentions a name.</summary>
    public IEnumerable<SimpleNameSyntax> Mentions(string name) =>
        _mentions.GetOrAdd(name, word => compilation.SyntaxTrees.SelectMany(tree => TreeFacts.Mentioning(tree, word)).ToImmutableArray());

    /// <summary>Every name that has a word in it.</summary>
    public IEnumerable<SimpleNameSyntax> NamesWith(string word) => compilation.SyntaxTrees.SelectMany(tree => TreeFacts.Containing(tree, word));

    /// <summary>Whether the middleware pipeline is built here, and not in another project.</summary>
    public bool HasPipeline => Mentions("IApplicationBuilder").Any() || Mentions("WebApplication").Any();

    /// <summary>Names of members marked as a key, and of methods and types of which a parameter is.</summary>
    public ImmutableHashSet<string> KeyNames => _keyNames.Value;

    /// <summary>Names of methods that write a cookie which their parameters may describe, themselves or through another such method.</summary>
    public ImmutableHashSet<string> CookieWrappers => _cookieWrappers ??= Closure();

    /// <summary>Whether a call, by its name, writes a cookie or wraps one that does.</summary>
    public bool MayWriteCookie(InvocationExpressionSyntax call) =>
        TreeFacts.InvokedName(call) is { } name && (TreeFacts.IsSinkName(name) || CookieWrappers.Contains(name));

    private ImmutableHashSet<string> Closure()
    {
        var wrappers = _cookies.Value.SelectMany(static facts => facts.Wrappers).ToImmutableHashSet();
        for (var level = 1; level < 3 && !wrappers.IsEmpty; level++)
        {
            wrappers = wrappers.Union(_cookies.Value.SelectMany(facts => facts.CallersOf(wrappers)));
        }

        return wrappers;
    }
}

/// <summary>What one file does, by syntax alone. Cached by tree: an edit re-reads one file.</summary>
internal sealed class TreeFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> Known = new();

    private const int SubjectCount = (int)Subject.SealedSessions + 1;

    /// <summary>A file that mentions none of these neither writes a cookie nor configures one.</summary>
    private static readonly string[] CookieWords = [CookieFacts.Word, "COOKIE", "AddSession", "UseSession", "SessionOptions", "ntiforgery"];

    /// <summary>A file that mentions none of a subject's words is not about it.</summary>
    private static readonly Dictionary<Subject, string[]> SubjectWords = new()
    {
        [Subject.Cookies] = CookieWords,
        [Subject.Caches] = ["Cache"],
        [Subject.Ciphers] = ["Cryptography", "Aes", "HMAC", "SymmetricAlgorithm", "KeyRing"],
        [Subject.Requests] = ["HttpContext", "HttpRequest", "HttpResponse", "Cookie", "ControllerBase", ": Controller", "AspNetCore", "SignIn", "IdentityModel", "Jwt", "IDistributedCache"],
        [Subject.Tokens] = ["SecurityToken", "WebToken", "IdentityModel"],
        [Subject.SealedSessions] = ["Sealed", "SessionLifetime", "Agent"],
    };

    private static readonly ImmutableHashSet<string> SinkMethods = CookieKnowledge.Sinks.Where(static row => row.Cookie is not null).Select(static row => row.Method).ToImmutableHashSet();

    private readonly SyntaxTree _tree;
    private readonly Answer[] _mentions = new Answer[SubjectCount];
    private CookieFacts? _cookies;

    private TreeFacts(SyntaxTree tree) => _tree = tree;

    /// <summary>No bool with a null: threads share the answers, and each is written at once.</summary>
    private enum Answer : byte
    {
        NotAsked,
        No,
        Yes,
    }

    /// <summary>What the file does with cookies; null when it does not mention them. Two threads may both read it: they come to the same.</summary>
    public CookieFacts? Cookies => Mentions(Subject.Cookies) ? _cookies ??= new CookieFacts(_tree) : null;

    /// <summary>Whether the file mentions what anchors are about.</summary>
    public bool Mentions(Subject subject)
    {
        if (!SubjectWords.TryGetValue(subject, out var words))
        {
            return true;
        }

        if (_mentions[(int)subject] == Answer.NotAsked)
        {
            _mentions[(int)subject] = _tree.GetText().Mentions(words) ? Answer.Yes : Answer.No;
        }

        return _mentions[(int)subject] == Answer.Yes;
    }

    /// <summary>Whether some framework method of that name writes a cookie.</summary>
    public static bool IsSinkName(string method) => SinkMethods.Contains(method);

    public static TreeFacts Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new TreeFacts(tree));

    public static bool Mentions(SyntaxTree tree, string word) => tree.GetText().Mentions(word);

    /// <summary>The names in a file that read like one.</summary>
    public static IEnumerable<SimpleNameSyntax> Mentioning(SyntaxTree tree, string name) => NameIndex.Of(tree).Mentioning(name);

    /// <summary>The names in a file that have a word in them, found in its text, so that the tree is not walked.</summary>
    public static IEnumerable<SimpleNameSyntax> Containing(SyntaxTree tree, string word)
    {
        var root = tree.GetRoot();
        foreach (var place in tree.GetText().Places(word))
        {
            if (root.FindToken(place) is { Parent: SimpleNameSyntax node } token && token.Span.Contains(place))
            {
                yield return node;
            }
        }
    }

    /// <summary>The simple name that a call invokes: <c>Append</c> in <c>Response.Cookies.Append(…)</c>.</summary>
    public static string? InvokedName(InvocationExpressionSyntax call) => NameToken(call.Expression) is { RawKind: not 0 } token ? token.ValueText : null;

    /// <summary>The token of the last name of an expression.</summary>
    public static SyntaxToken NameToken(ExpressionSyntax expression) => NameNode(expression)?.Identifier ?? default;

    /// <summary>The last name of an expression, or of what a call invokes.</summary>
    public static SimpleNameSyntax? NameNode(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => NameNode(call.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        PostfixUnaryExpressionSyntax { Operand: var operand } => NameNode(operand),
        ParenthesizedExpressionSyntax { Expression: var inner } => NameNode(inner),
        AwaitExpressionSyntax { Expression: var awaited } => NameNode(awaited),
        _ => null,
    };
}
