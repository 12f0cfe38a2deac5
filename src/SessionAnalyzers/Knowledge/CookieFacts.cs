using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>What does a file that mentions cookies do with them? By syntax alone.</summary>
internal sealed class CookieFacts
{
    public const string Word = "ookie";

    private static readonly ImmutableHashSet<string> Methods =
        OptionsKnowledge.Registrations.Select(static row => row.Method)
            .Concat(OptionsKnowledge.Calls.Select(static row => row.Method))
            .Append("UseMiddleware")
            .ToImmutableHashSet();

    private readonly Dictionary<string, List<InvocationExpressionSyntax>> _calls = new(StringComparer.Ordinal);
    private readonly List<(string Caller, string Callee)> _callers = [];

    public CookieFacts(SyntaxTree tree)
    {
        var classes = ImmutableArray.CreateBuilder<TypeDeclarationSyntax>();
        var callbacks = ImmutableArray.CreateBuilder<InvocationExpressionSyntax>();
        var objects = ImmutableArray.CreateBuilder<GenericNameSyntax>();
        var wrappers = ImmutableHashSet.CreateBuilder<string>();
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && TreeFacts.InvokedName(call) is { } name)
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
                    _callers.Add((wrapper, name));
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

        ConfigurationClasses = classes.ToImmutable();
        Callbacks = callbacks.ToImmutable();
        ConfigurationObjects = objects.ToImmutable();
        Wrappers = wrappers.ToImmutable();
    }

    /// <summary>Names of methods with parameters that make a call which may write a cookie.</summary>
    public ImmutableHashSet<string> Wrappers { get; }

    public ImmutableArray<TypeDeclarationSyntax> ConfigurationClasses { get; }

    /// <summary>The calls to any other method than those collected by name that take a callback which mentions an options type's cookie.</summary>
    public ImmutableArray<InvocationExpressionSyntax> Callbacks { get; }

    public ImmutableArray<GenericNameSyntax> ConfigurationObjects { get; }

    public IEnumerable<InvocationExpressionSyntax> Calls(string method) => _calls.TryGetValue(method, out var calls) ? calls : [];

    /// <summary>Names of methods with parameters that call one of some methods.</summary>
    public IEnumerable<string> CallersOf(ImmutableHashSet<string> methods) =>
        _callers.Where(pair => methods.Contains(pair.Callee)).Select(static pair => pair.Caller);

    /// <summary>Whether a call is, by its name and its receiver's, one that writes a cookie, or one that an implementer passes on.</summary>
    private static bool IsSink(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var receiver }
            ? TreeFacts.IsSinkName(name) && (name.IndexOf(Word, StringComparison.Ordinal) >= 0 || MentionsCookies(receiver) || Wrapper(call) == name)
            : call.Expression is MemberBindingExpressionSyntax { Name.Identifier.ValueText: var bound } && TreeFacts.IsSinkName(bound);

    private static bool MentionsCookies(ExpressionSyntax receiver) =>
        TreeFacts.NameToken(receiver) is { RawKind: not 0 } token && token.ValueText.IndexOf(Word, StringComparison.Ordinal) >= 0;

    private static bool TakesCookieCallback(InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is AnonymousFunctionExpressionSyntax callback
                && callback.DescendantNodes().Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: "Cookie" }))
            {
                return true;
            }
        }

        return false;
    }

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
