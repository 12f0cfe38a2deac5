using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>
/// The anchors of all rules, by the name in the source: one table for all compilations. A node costs one dictionary look-up; only a
/// name that some rule asked for, in a file that mentions the family's subject, is bound and compared by symbol.
/// </summary>
internal sealed class AnchorTable
{
    private readonly Dictionary<string, List<Row>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Row>> _writes = new(StringComparer.Ordinal);
    private readonly List<Action<Anchor>> _elementWrites = [];
    private readonly List<Action<Anchor>> _wrapperCalls = [];

    public bool IsEmpty => _calls.Count == 0 && _writes.Count == 0 && _elementWrites.Count == 0;

    /// <summary>Asks for calls to a method of a type, of an implementer or of a derived type.</summary>
    public void OnCall(string type, string method, Action<Anchor> handler) => Add(_calls, type, method, handler);

    /// <summary>Asks for assignments to a property of a type, in statements and initialisers.</summary>
    public void OnWrite(string type, string property, Action<Anchor> handler) => Add(_writes, type, property, handler);

    /// <summary>Asks for every Set-Cookie header that is written as text.</summary>
    public void OnHeaderWrite(Action<HeaderWrite> handler)
    {
        foreach (var row in HeaderKnowledge.Calls)
        {
            OnCall(row.Type, row.Method, anchor => Handle(HeaderWrite.OfCall(anchor, row), handler));
        }

        OnWrite(TypeNames.HeaderDictionary, "SetCookie", anchor => Handle(HeaderWrite.OfAssignment(anchor), handler));
        _elementWrites.Add(anchor => Handle(HeaderWrite.OfAssignment(anchor), handler));
    }

    /// <summary>Asks for writes of a flag to the builder of a cookie that carries a session.</summary>
    public void OnFrameworkCookieWrite(string member, Action<FrameworkCookieWrite> handler) =>
        OnWrite(TypeNames.CookieBuilder, member, anchor => Handle(anchor.Read(FrameworkCookieWrite.Of), handler));

    /// <summary>Asks for every cookie that is deleted by name.</summary>
    public void OnCookieDelete(Action<CookieWrite> handler) => OnCookie(CookieKnowledge.Deletions, handler);

    /// <summary>Asks for every cookie that is written, by a framework call or by a method of this compilation that wraps one.</summary>
    public void OnCookieWrite(Action<CookieWrite> handler)
    {
        OnCookie(CookieKnowledge.Sinks, handler);
        OnWrite(TypeNames.ResponseHeaders, "SetCookie", anchor => HandleAll(CookieWrites.At(anchor), handler));
        _wrapperCalls.Add(anchor => HandleAll(anchor.Read(CookieWrites.InWrapper) ?? [], handler));
    }

    /// <summary>Asks for the calls that configure options of a type.</summary>
    public void OnConfiguration(string optionsType, Action<Anchor> handler)
    {
        foreach (var row in OptionsKnowledge.Registrations)
        {
            if (row.Options == optionsType)
            {
                OnCall(row.Type, row.Method, handler);
            }
        }

        foreach (var row in OptionsKnowledge.Calls)
        {
            OnCall(row.Type, row.Method, handler);
        }
    }

    public void Invocation(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (TreeFacts.InvokedName(call) is not { } name)
        {
            return;
        }

        var isKnown = _calls.TryGetValue(name, out var rows) && TreeFacts.Of(call.SyntaxTree).IsOfInterest;
        var isWrapper = _wrapperCalls.Count > 0 && session.Facts.CookieWrappers.Contains(name);
        if ((isKnown || isWrapper) && context.SemanticModel.GetOperation(call, context.CancellationToken) is IInvocationOperation operation)
        {
            var anchor = new Anchor(session, call, operation, context.ReportDiagnostic);
            if (isKnown)
            {
                Dispatch(rows!, anchor, operation.TargetMethod);
            }

            if (isWrapper && session.IsOurs(operation.TargetMethod.ContainingType))
            {
                _wrapperCalls.ForEach(handler => handler(anchor));
            }
        }
    }

    public void Assignment(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (assignment.Left is ElementAccessExpressionSyntax element)
        {
            if (_elementWrites.Count > 0 && TreeFacts.Of(assignment.SyntaxTree).IsOfInterest && MayBeSetCookie(element)
                && Operation(assignment, context) is { } write)
            {
                var anchor = new Anchor(session, assignment, write, context.ReportDiagnostic);
                _elementWrites.ForEach(handler => handler(anchor));
            }

            return;
        }

        if (TreeFacts.NameToken(assignment.Left) is { RawKind: not 0 } name
            && _writes.TryGetValue(name.ValueText, out var rows)
            && TreeFacts.Of(assignment.SyntaxTree).IsOfInterest
            && Operation(assignment, context) is { Target: IPropertyReferenceOperation { Property: var property } } operation)
        {
            Dispatch(rows, new Anchor(session, assignment, operation, context.ReportDiagnostic), property);
        }
    }

    private void OnCookie(ImmutableArray<CookieSink> sinks, Action<CookieWrite> handler)
    {
        foreach (var sink in sinks)
        {
            OnCall(sink.Type, sink.Method, anchor => HandleAll(CookieWrites.At(anchor), handler));
        }
    }

    private static void HandleAll<T>(IEnumerable<T> readings, Action<T> handler)
    {
        foreach (var reading in readings)
        {
            handler(reading);
        }
    }

    private static void Handle<T>(T? reading, Action<T> handler)
        where T : class
    {
        if (reading is not null)
        {
            handler(reading);
        }
    }

    private static ISimpleAssignmentOperation? Operation(AssignmentExpressionSyntax assignment, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetOperation(assignment, context.CancellationToken) as ISimpleAssignmentOperation;

    private static bool MayBeSetCookie(ElementAccessExpressionSyntax element) =>
        element.ArgumentList.Arguments is [{ Expression: var key }]
        && (key is LiteralExpressionSyntax literal
            ? "Set-Cookie".Equals(literal.Token.Value as string, StringComparison.OrdinalIgnoreCase)
            : TreeFacts.NameToken(key).ValueText?.IndexOf("cookie", StringComparison.OrdinalIgnoreCase) >= 0);

    private static void Add(Dictionary<string, List<Row>> table, string type, string member, Action<Anchor> handler)
    {
        if (!table.TryGetValue(member, out var rows))
        {
            table.Add(member, rows = []);
        }

        if (rows.Find(candidate => candidate.Type == type) is not { } row)
        {
            rows.Add(row = new Row(type));
        }

        row.Handlers.Add(handler);
    }

    private static void Dispatch(List<Row> rows, Anchor anchor, ISymbol member)
    {
        foreach (var row in rows)
        {
            if (Declares(row.Type, member))
            {
                row.Handlers.ForEach(handler => handler(anchor));
            }
        }
    }

    /// <summary>Whether the member is that type's own, overrides it or implements it.</summary>
    private static bool Declares(string type, ISymbol member)
    {
        var definition = member is IMethodSymbol { ReducedFrom: { } unreduced } ? unreduced : member;
        for (var current = definition; current is not null; current = Overridden(current))
        {
            if (KnownSymbols.Is(current.ContainingType, type))
            {
                return true;
            }
        }

        return definition.ContainingType is { TypeKind: not TypeKind.Interface } containing
            && containing.AllInterfaces.Any(face => KnownSymbols.Is(face, type) && face.GetMembers(definition.Name).Any(declared =>
                SymbolEqualityComparer.Default.Equals(containing.FindImplementationForInterfaceMember(declared), definition)));
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    /// <summary>The handlers of one member of one type.</summary>
    private sealed record Row(string Type)
    {
        public List<Action<Anchor>> Handlers { get; } = [];
    }
}
