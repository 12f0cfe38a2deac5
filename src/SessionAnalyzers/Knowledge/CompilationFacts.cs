using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does this compilation do X anywhere? Asked only by a rule that has hit an anchor.</summary>
internal sealed class CompilationFacts(Compilation compilation)
{
    private readonly Lazy<ImmutableHashSet<string>> _cookieWrappers = new(() => Closure(compilation));
    private readonly ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>> _mentions = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableHashSet<string>> _keyNames = new(() => MarkedNames.CanBeIn(compilation, "SealingKeyAttribute")
        ? compilation.SyntaxTrees.SelectMany(static tree => MarkedNames.Of(tree, "SealingKey")).ToImmutableHashSet()
        : ImmutableHashSet<string>.Empty);

    /// <summary>The calls to methods of a name that <see cref="TreeFacts"/> collects.</summary>
    public IEnumerable<InvocationExpressionSyntax> Calls(string method) =>
        compilation.SyntaxTrees.SelectMany(tree => TreeFacts.Of(tree).Calls(method));

    /// <summary>The calls to any other method that take a callback which mentions an options type's cookie.</summary>
    public IEnumerable<InvocationExpressionSyntax> CookieCallbacks() =>
        compilation.SyntaxTrees.SelectMany(static tree => TreeFacts.Of(tree).CookieCallbacks);

    /// <summary>The classes that name one of the options system's configuration interfaces as a base.</summary>
    public IEnumerable<TypeDeclarationSyntax> ConfigurationClasses() =>
        compilation.SyntaxTrees.SelectMany(static tree => TreeFacts.Of(tree).ConfigurationClasses);

    /// <summary>The names of the options system's configuration objects, wherever one is made or derived from.</summary>
    public IEnumerable<GenericNameSyntax> ConfigurationObjects() =>
        compilation.SyntaxTrees.SelectMany(static tree => TreeFacts.Of(tree).ConfigurationObjects);

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
    public ImmutableHashSet<string> CookieWrappers => _cookieWrappers.Value;

    /// <summary>Whether a call, by its name, writes a cookie or wraps one that does.</summary>
    public bool MayWriteCookie(InvocationExpressionSyntax call) =>
        TreeFacts.InvokedName(call) is { } name && (TreeFacts.IsSinkName(name) || CookieWrappers.Contains(name));

    private static ImmutableHashSet<string> Closure(Compilation compilation)
    {
        var trees = compilation.SyntaxTrees.Select(TreeFacts.Of).Where(static facts => facts.Mentions(Subject.Cookies)).ToList();
        var wrappers = trees.SelectMany(static facts => facts.CookieWrappers).ToImmutableHashSet();
        for (var level = 1; level < 3 && !wrappers.IsEmpty; level++)
        {
            wrappers = wrappers.Union(trees.SelectMany(facts => facts.CallersOf(wrappers)));
        }

        return wrappers;
    }
}

/// <summary>What one file does, by syntax alone. Cached by tree: an edit re-reads one file.</summary>
internal sealed class TreeFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> Known = new();

    /// <summary>A file that mentions none of these neither writes a cookie nor configures one.</summary>
    private static readonly string[] CookieWords = ["ookie", "COOKIE", "AddSession", "UseSession", "SessionOptions", "ntiforgery"];

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

    private static readonly ImmutableHashSet<string> Methods =
        OptionsKnowledge.Registrations.Select(static row => row.Method)
            .Concat(OptionsKnowledge.Calls.Select(static row => row.Method))
            .Append("UseMiddleware")
            .ToImmutableHashSet();

    private static readonly ImmutableHashSet<string> SinkMethods = CookieKnowledge.Sinks.Where(static row => row.Cookie is not null).Select(static row => row.Method).ToImmutableHashSet();

    private readonly Dictionary<string, List<InvocationExpressionSyntax>> _calls = new(StringComparer.Ordinal);
    private readonly ImmutableArray<(string Caller, string Callee)> _callers;
    private readonly SyntaxTree _tree;
    private readonly ConcurrentDictionary<Subject, bool> _mentions = new();

    private TreeFacts(SyntaxTree tree)
    {
        var classes = ImmutableArray.CreateBuilder<TypeDeclarationSyntax>();
        var callbacks = ImmutableArray.CreateBuilder<InvocationExpressionSyntax>();
        var objects = ImmutableArray.CreateBuilder<GenericNameSyntax>();
        var wrappers = ImmutableHashSet.CreateBuilder<string>();
        var callers = ImmutableArray.CreateBuilder<(string Caller, string Callee)>();
        _tree = tree;
        if (Mentions(Subject.Cookies))
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is InvocationExpressionSyntax call && InvokedName(call) is { } name)
                {
                    if (Methods.Contains(name))
                    {
                        Add(name, call);
                    }
                    else if (TakesCookieCallback(call))
                    {
                        callbacks.Add(call);
                    }

                    if (Wrapper(call) is { } wrapper)
                    {
                        callers.Add((wrapper, name));
                        if (IsSink(call))
                        {
                            wrappers.Add(wrapper);
                        }
                    }
                }
                else if (node is GenericNameSyntax { Identifier.ValueText: "ConfigureOptions" or "ConfigureNamedOptions" or "PostConfigureOptions" } made)
                {
                    objects.Add(made);
                }
                else if (node is TypeDeclarationSyntax { BaseList: { } bases } type && bases.Types.Any(static candidate => IsConfiguration(candidate.Type)))
                {
                    classes.Add(type);
                }
            }
        }

        ConfigurationClasses = classes.ToImmutable();
        CookieCallbacks = callbacks.ToImmutable();
        ConfigurationObjects = objects.ToImmutable();
        CookieWrappers = wrappers.ToImmutable();
        _callers = callers.ToImmutable();
    }

    /// <summary>Whether the file mentions what anchors are about.</summary>
    public bool Mentions(Subject subject)
    {
        if (!SubjectWords.TryGetValue(subject, out var words))
        {
            return true;
        }

        if (!_mentions.TryGetValue(subject, out var isMentioned))
        {
            _mentions[subject] = isMentioned = _tree.GetText().Mentions(words);
        }

        return isMentioned;
    }

    /// <summary>Names of methods with parameters that make a call which may write a cookie.</summary>
    public ImmutableHashSet<string> CookieWrappers { get; }

    public ImmutableArray<TypeDeclarationSyntax> ConfigurationClasses { get; }

    public ImmutableArray<InvocationExpressionSyntax> CookieCallbacks { get; }

    public ImmutableArray<GenericNameSyntax> ConfigurationObjects { get; }

    /// <summary>Whether some framework method of that name writes a cookie.</summary>
    public static bool IsSinkName(string method) => SinkMethods.Contains(method);

    /// <summary>Whether a call is, by its name and its receiver's, one that writes a cookie, or one that an implementer passes on.</summary>
    private static bool IsSink(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var receiver }
            ? SinkMethods.Contains(name) && (name.IndexOf(CookieWords[0], StringComparison.Ordinal) >= 0 || MentionsCookies(receiver) || Wrapper(call) == name)
            : call.Expression is MemberBindingExpressionSyntax { Name.Identifier.ValueText: var bound } && SinkMethods.Contains(bound);

    /// <summary>Names of methods with parameters that call one of some methods.</summary>
    public IEnumerable<string> CallersOf(ImmutableHashSet<string> methods) =>
        _callers.Where(pair => methods.Contains(pair.Callee)).Select(static pair => pair.Caller);

    public static TreeFacts Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new TreeFacts(tree));

    public static bool Mentions(SyntaxTree tree, string word) => tree.GetText().Mentions(word);

    /// <summary>The names in a file that read like one.</summary>
    public static IEnumerable<SimpleNameSyntax> Mentioning(SyntaxTree tree, string name) => NameIndex.Of(tree).Mentioning(name);

    /// <summary>The names in a file that have a word in them, found in its text, so that the tree is not walked.</summary>
    public static IEnumerable<SimpleNameSyntax> Containing(SyntaxTree tree, string word)
    {
        if (!Mentions(tree, word))
        {
            yield break;
        }

        var (text, root) = (tree.GetText().ToString(), tree.GetRoot());
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
        {
            if (root.FindToken(at) is { Parent: SimpleNameSyntax node } token && token.Span.Contains(at))
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

    public IEnumerable<InvocationExpressionSyntax> Calls(string method) => _calls.TryGetValue(method, out var calls) ? calls : [];

    private static bool MentionsCookies(ExpressionSyntax receiver) =>
        NameToken(receiver) is { RawKind: not 0 } token && token.ValueText.IndexOf(CookieWords[0], StringComparison.Ordinal) >= 0;

    private static bool TakesCookieCallback(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => argument.Expression is AnonymousFunctionExpressionSyntax callback
            && callback.DescendantNodes().Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: "Cookie" }));

    private static string? Wrapper(SyntaxNode call)
    {
        for (var node = call.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case MethodDeclarationSyntax method:
                    return method.ParameterList.Parameters.Count > 0 ? method.Identifier.ValueText : null;
                case LocalFunctionStatementSyntax function:
                    return function.ParameterList.Parameters.Count > 0 ? function.Identifier.ValueText : null;
            }
        }

        return null;
    }

    private void Add(string name, InvocationExpressionSyntax call)
    {
        if (!_calls.TryGetValue(name, out var calls))
        {
            _calls.Add(name, calls = []);
        }

        calls.Add(call);
    }

    private static bool IsConfiguration(TypeSyntax type) =>
        type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().Any(static name =>
            name.Identifier.ValueText is "IConfigureOptions" or "IConfigureNamedOptions" or "IPostConfigureOptions");
}
