using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Knowledge;
using SessionAnalyzers.SettingFiles;

namespace SessionAnalyzers.Anchors;

/// <summary>
/// The anchors of all rules, by the name in the source: one table for all compilations. A node costs one dictionary look-up; only a
/// name that some rule asked for, in a file that mentions the family's subject, is bound and compared by symbol.
/// </summary>
internal sealed class AnchorTable
{
    private readonly Dictionary<string, List<Row>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Row>> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Row>> _creations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Row>> _overrides = new(StringComparer.Ordinal);
    private readonly List<(string Receiver, string Prefix, Action<Anchor> Handler)> _extensions = [];
    private readonly List<Action<Anchor>> _elementWrites = [];
    private readonly List<Action<Anchor>> _wrapperCalls = [];
    private readonly List<Action<Anchor>> _comparisons = [];
    private readonly Dictionary<SettingMeaning, List<Action<FileSetting>>> _settings = [];
    private readonly List<Action<TrustDecision>> _trust = [];
    private readonly List<Action<NamedValue>> _namedValues = [];
    private readonly List<Action<NamedValue>> _markedKeys = [];
    private readonly List<Action<KeyUse>> _markedParameters = [];
    private readonly ConditionalWeakTable<SyntaxTree, object> _mentionsCreation = new();
    private string[]? _creationWords;

    private AnchorTable()
    {
    }

    /// <summary>Whether no rule asked for a place in code.</summary>
    public bool IsEmpty => _calls.Count == 0 && _extensions.Count == 0 && _writes.Count == 0 && _elementWrites.Count == 0 && _creations.Count == 0 && _comparisons.Count == 0 && _namedValues.Count == 0 && _overrides.Count == 0 && _trust.Count == 0;

    /// <summary>Whether some rule asked for objects being created.</summary>
    public bool HasCreations => _creations.Count > 0;

    /// <summary>Whether some rule asked for members being overridden.</summary>
    public bool HasOverrides => _overrides.Count > 0;

    /// <summary>Whether some rule asked for comparisons.</summary>
    public bool HasComparisons => _comparisons.Count > 0;

    /// <summary>Whether some rule asked for values by the name or the annotation of what they are given to.</summary>
    public bool HasNamedValues => _namedValues.Count > 0 || _markedKeys.Count > 0;

    /// <summary>Whether some rule asked for a setting of a configuration file.</summary>
    public bool HasTrust => _trust.Count > 0;

    public bool HasSettings => _settings.Count > 0;

    /// <summary>What rules ask for.</summary>
    public static AnchorTable Of(ImmutableArray<SessionAnalyzer> rules)
    {
        var anchors = new AnchorTable();
        foreach (var rule in rules)
        {
            rule.Register(anchors);
        }

        return anchors;
    }

    /// <summary>Asks for calls to a method of a type, of an implementer or of a derived type.</summary>
    /// <param name="type">Metadata name of the type.</param>
    /// <param name="method">Name.</param>
    /// <param name="handler">What to do there.</param>
    /// <param name="subject">What a file has to mention besides, when many methods have that name.</param>
    public void OnCall(string type, string method, Action<Anchor> handler, Subject subject = Subject.Any) => Add(_calls, type, method, handler, subject);

    /// <summary>Asks for calls to extension methods of a type whose names begin alike, whatever package declares them.</summary>
    /// <param name="receiver">Metadata name of the type that they extend.</param>
    /// <param name="prefix">How their names begin.</param>
    /// <param name="handler">What to do there.</param>
    public void OnExtension(string receiver, string prefix, Action<Anchor> handler) => _extensions.Add((receiver, prefix, handler));

    /// <summary>Asks for assignments to a property of a type, in statements and initialisers.</summary>
    public void OnWrite(string type, string property, Action<Anchor> handler, Subject subject = Subject.Any) => Add(_writes, type, property, handler, subject);

    /// <summary>Asks for objects of a type being created by a constructor.</summary>
    public void OnCreation(string type, Action<Anchor> handler) => Add(_creations, type, type.Substring(type.LastIndexOf('.') + 1), handler, Subject.Any);

    /// <summary>Asks for calls to a method of a type, or, without a method, for objects of the type being created.</summary>
    public void OnCallOrCreation(string type, string? method, Action<Anchor> handler)
    {
        if (method is null)
        {
            OnCreation(type, handler);
        }
        else
        {
            OnCall(type, method, handler);
        }
    }

    /// <summary>Asks for the calls that register a scheme of cookie authentication, or configure that of Identity.</summary>
    public void OnCookieScheme(Action<Anchor, ConfiguredScheme> handler)
    {
        foreach (var row in OptionsKnowledge.Registrations.Where(static row => row.Method is "AddCookie" or "ConfigureApplicationCookie"))
        {
            OnCall(row.Type, row.Method, anchor => Handle(anchor.Read(ConfiguredScheme.At), scheme => handler(anchor, scheme)), Subject.Cookies);
        }
    }

    /// <summary>Asks for overrides of a method or property of a type.</summary>
    public void OnOverride(string type, string member, Action<OverriddenMember> handler) =>
        Add(_overrides, type, member, anchor => handler(new OverriddenMember(anchor)), Subject.Any);

    /// <summary>Asks for values that are given the name of a session's token: variables, members, and results of methods.</summary>
    public void OnNamedValue(Action<NamedValue> handler) => _namedValues.Add(handler);

    /// <summary>Asks for every Set-Cookie header that is written as text.</summary>
    public void OnHeaderWrite(Action<HeaderWrite> handler)
    {
        foreach (var row in HeaderKnowledge.Calls)
        {
            OnCall(row.Type, row.Method, anchor => Handle(HeaderWrite.OfCall(anchor, row), handler), Subject.Cookies);
        }

        OnWrite(TypeNames.HeaderDictionary, "SetCookie", anchor => Handle(HeaderWrite.OfAssignment(anchor), handler), Subject.Cookies);
        _elementWrites.Add(anchor => Handle(HeaderWrite.OfAssignment(anchor), handler));
    }

    /// <summary>Asks for writes of a flag to the builder of a cookie that carries a session.</summary>
    public void OnFrameworkCookieWrite(string member, Action<FrameworkCookieWrite> handler) =>
        OnWrite(TypeNames.CookieBuilder, member, anchor => Handle(anchor.Read(FrameworkCookieWrite.Of), handler), Subject.Cookies);

    /// <summary>Asks for what is put into a field or property marked with [SealingKey], or returned by a method that is.</summary>
    public void OnMarkedKey(Action<NamedValue> handler) => _markedKeys.Add(handler);

    /// <summary>Asks for every key that is given to what signs, encrypts or derives, or to a parameter marked with [SealingKey].</summary>
    public void OnKeyUse(Action<KeyUse> handler)
    {
        _markedParameters.Add(handler);
        foreach (var sink in KeyKnowledge.Sinks)
        {
            Action<Anchor> read = anchor => Handle(KeyUse.Of(anchor, sink), handler);
            if (sink.Member == KeyKnowledge.Constructor)
            {
                OnCreation(sink.Type, read);
            }
            else if (sink.Key is null)
            {
                OnWrite(sink.Type, sink.Member, read, Subject.Ciphers);
            }
            else
            {
                OnCall(sink.Type, sink.Member, read);
            }
        }
    }

    /// <summary>Asks for every nonce that is given to an encryption.</summary>
    public void OnNonceUse(Action<NonceUse> handler)
    {
        foreach (var sink in NonceKnowledge.Sinks)
        {
            OnCall(sink.Type, sink.Method, anchor => Handle(NonceUse.Of(anchor, sink), handler));
        }
    }

    /// <summary>Asks for every comparison, by operator or method, of two texts or runs of bytes of which one is called like a secret or a hash.</summary>
    public void OnComparison(Action<SecretComparison> handler)
    {
        _comparisons.Add(anchor => Handle(anchor.Read(SecretComparison.OfOperator), handler));
        foreach (var row in ComparisonKnowledge.Calls)
        {
            OnCall(row.Type, row.Method, anchor => Handle(SecretComparison.OfCall(anchor, row), handler), Subject.Comparisons);
        }
    }

    /// <summary>Asks for every entry that is put into a server-side cache.</summary>
    public void OnCacheWrite(Action<CacheWrite> handler)
    {
        foreach (var row in CacheKnowledge.Writes)
        {
            OnCall(row.Type, row.Method, anchor => Handle(anchor.Read(CacheWrite.Of), handler), Subject.Caches);
        }
    }

    /// <summary>Asks for every cookie that is deleted by name.</summary>
    public void OnCookieDelete(Action<CookieWrite> handler) => OnCookie(CookieKnowledge.Deletions, handler);

    /// <summary>Asks for every cookie that is written, by a framework call or by a method of this compilation that wraps one.</summary>
    public void OnCookieWrite(Action<CookieWrite> handler)
    {
        OnCookie(CookieKnowledge.Sinks, handler);
        OnWrite(TypeNames.ResponseHeaders, "SetCookie", anchor => HandleAll(CookieWrites.At(anchor), handler), Subject.Cookies);
        _wrapperCalls.Add(anchor => HandleAll(anchor.Read(CookieWrites.InWrapper) ?? [], handler));
    }

    /// <summary>Asks for the calls that configure options of a type.</summary>
    public void OnConfiguration(string optionsType, Action<Anchor> handler)
    {
        foreach (var row in OptionsKnowledge.Registrations)
        {
            if (row.Options == optionsType)
            {
                OnCall(row.Type, row.Method, handler, Subject.Cookies);
            }
        }

        foreach (var row in OptionsKnowledge.Calls)
        {
            OnCall(row.Type, row.Method, handler, Subject.Cookies);
        }
    }

    /// <summary>Asks for places that decide by what was unsealed or sent, and on which paths nobody has asked whether it holds.</summary>
    public void OnTrustDecision(Action<TrustDecision> handler) => _trust.Add(handler);

    /// <summary>Asks for the settings of a meaning, in the configuration files that the compiler is given as additional files.</summary>
    public void OnSetting(SettingMeaning meaning, Action<FileSetting> handler)
    {
        if (!_settings.TryGetValue(meaning, out var handlers))
        {
            _settings.Add(meaning, handlers = []);
        }

        handlers.Add(handler);
    }

    public void Invocation(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (TreeFacts.InvokedName(call) is not { } name)
        {
            return;
        }

        var subjects = new NodeSubjects(call, session);
        var isKnown = _calls.TryGetValue(name, out var rows) && subjects.IsAboutAny(rows);
        var isWrapper = _wrapperCalls.Count > 0 && session.Facts.CookieWrappers.Contains(name);
        var takesKey = _markedParameters.Count > 0 && session.Facts.KeyNames.Contains(name);
        var isExtension = BeginsLikeExtension(name);
        if ((isKnown || isWrapper || takesKey || isExtension) && context.SemanticModel.GetOperation(call, context.CancellationToken) is IInvocationOperation operation)
        {
            var anchor = new Anchor(session, call, operation, context.ReportDiagnostic);
            if (isKnown)
            {
                Dispatch(rows!, anchor, operation.TargetMethod, ref subjects);
            }

            if (isExtension)
            {
                DispatchExtension(name, anchor, operation.TargetMethod.ReducedFrom ?? operation.TargetMethod);
            }

            if (isWrapper && session.IsOurs(operation.TargetMethod.ContainingType))
            {
                _wrapperCalls.ForEach(handler => handler(anchor));
            }

            if (takesKey)
            {
                Marked(anchor);
            }
        }
    }

    public void Assignment(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        var name = TreeFacts.NameToken(assignment.Left);
        Named(assignment, name, context, session);
        if (assignment.Left is ElementAccessExpressionSyntax element)
        {
            if (_elementWrites.Count > 0 && MayBeSetCookie(element) && TreeFacts.Of(assignment.SyntaxTree).Mentions(Subject.Cookies)
                && Operation(assignment, context) is { } write)
            {
                var anchor = new Anchor(session, assignment, write, context.ReportDiagnostic);
                _elementWrites.ForEach(handler => handler(anchor));
            }

            return;
        }

        var subjects = new NodeSubjects(assignment, session);
        if (name.RawKind != 0
            && _writes.TryGetValue(name.ValueText, out var rows)
            && subjects.IsAboutAny(rows)
            && Operation(assignment, context) is { Target: IPropertyReferenceOperation { Property: var property } } operation)
        {
            Dispatch(rows, new Anchor(session, assignment, operation, context.ReportDiagnostic), property, ref subjects);
        }
    }

    public void Creation(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        List<Row>? rows = null;
        var keyNames = _markedParameters.Count > 0 ? session.Facts.KeyNames : ImmutableHashSet<string>.Empty;
        var isAnchor = creation is ObjectCreationExpressionSyntax && AnchorName.Of(creation).ValueText is var name
            ? _creations.TryGetValue(name, out rows) || keyNames.Contains(name)
            : creation.ArgumentList?.Arguments.Count > 0 && (!keyNames.IsEmpty || MentionsCreation(creation.SyntaxTree));
        if (isAnchor
            && context.SemanticModel.GetOperation(creation, context.CancellationToken) is IObjectCreationOperation { Type: { } created, Constructor: { } constructor } operation)
        {
            var anchor = new Anchor(session, creation, operation, context.ReportDiagnostic);
            if (rows is not null || _creations.TryGetValue(created.Name, out rows))
            {
                var subjects = new NodeSubjects(creation, session);
                Dispatch(rows, anchor, constructor, ref subjects);
            }

            if (keyNames.Contains(created.Name))
            {
                Marked(anchor);
            }
        }
    }

    public void Comparison(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var comparison = (BinaryExpressionSyntax)context.Node;
        if (!IsNoText(comparison.Left) && !IsNoText(comparison.Right)
            && (session.IsCompared(comparison.Left) || session.IsCompared(comparison.Right)) && session.ComparedSources.MayReach(comparison)
            && context.SemanticModel.GetOperation(comparison, context.CancellationToken) is IBinaryOperation operation)
        {
            var anchor = new Anchor(session, comparison, operation, context.ReportDiagnostic);
            _comparisons.ForEach(handler => handler(anchor));
        }
    }

    /// <summary>What most comparisons are with, and what no secret is.</summary>
    private static bool IsNoText(ExpressionSyntax side) =>
        (SyntaxKind)side.RawKind is SyntaxKind.NullLiteralExpression or SyntaxKind.NumericLiteralExpression or SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression or SyntaxKind.CharacterLiteralExpression;

    public void Variable(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var variable = (VariableDeclaratorSyntax)context.Node;
        if (variable.Initializer is not null)
        {
            Named(variable, variable.Identifier, context, session);
        }
    }

    public void Member(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var name = context.Node switch
        {
            MethodDeclarationSyntax { ReturnType: var type } method when HasBody(method.Body, method.ExpressionBody) && !IsVoid(type) => method.Identifier,
            LocalFunctionStatementSyntax { ReturnType: var type } function when HasBody(function.Body, function.ExpressionBody) && !IsVoid(type) => function.Identifier,
            PropertyDeclarationSyntax property when HasValue(property) => property.Identifier,
            _ => default,
        };
        Named(context.Node, name, context, session);
    }

    public void Override(SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        var member = (MemberDeclarationSyntax)context.Node;
        if (_overrides.TryGetValue(AnchorName.Of(member).ValueText, out var rows)
            && member.Modifiers.Any(SyntaxKind.OverrideKeyword)
            && context.SemanticModel.GetDeclaredSymbol(member, context.CancellationToken) is { } symbol)
        {
            var subjects = new NodeSubjects(member, session);
            Dispatch(rows, new Anchor(session, member, null, context.ReportDiagnostic), symbol, ref subjects);
        }
    }

    private static bool HasBody(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow) => block is not null || arrow is not null;

    private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax predefined && predefined.Keyword.IsKind(SyntaxKind.VoidKeyword);

    /// <summary>Most properties are given a value elsewhere.</summary>
    private static bool HasValue(PropertyDeclarationSyntax property)
    {
        if (property.Initializer is not null || property.ExpressionBody is not null || property.AccessorList is not { } accessors)
        {
            return true;
        }

        foreach (var accessor in accessors.Accessors)
        {
            if (HasBody(accessor.Body, accessor.ExpressionBody))
            {
                return true;
            }
        }

        return false;
    }

    private void Named(SyntaxNode node, SyntaxToken name, SyntaxNodeAnalysisContext context, SessionCompilation session)
    {
        if (name.RawKind == 0)
        {
            return;
        }

        if (_namedValues.Count > 0 && session.IssuesSessions && (IsTokenHere(node, name.ValueText, session) || IsTicketKey(node, name, context)) && NamedValue.Of(session, node, name, context) is { } value)
        {
            _namedValues.ForEach(handler => handler(value));
        }

        if (_markedKeys.Count > 0 && session.Facts.KeyNames.Contains(name.ValueText) && NamedValue.Of(session, node, name, context) is { } key && key.IsMarked(Annotations.SealingKey))
        {
            _markedKeys.ForEach(handler => handler(key));
        }
    }

    private void Marked(Anchor anchor)
    {
        foreach (var use in KeyUse.OfMarkedParameters(anchor))
        {
            _markedParameters.ForEach(handler => handler(use));
        }
    }

    /// <summary>Whether a name is that of a user's token: a session's identifier is one only where requests are dealt with, and a stand-in issues none.</summary>
    private static bool IsTokenHere(SyntaxNode node, string name, SessionCompilation session) =>
        session.IsToken(name)
        && (!SensitiveNames.IsSessionId(name) || TreeFacts.Of(node.SyntaxTree).Mentions(Subject.Requests))
        && node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is var type && (type is null || !SensitiveNames.IsStandIn(type.Identifier.ValueText))
        && node switch
        {
            AssignmentExpressionSyntax { Right: var value } => session.WeakSources.MayFlowInto(value),
            VariableDeclaratorSyntax { Initializer.Value: var value } => session.WeakSources.MayFlowInto(value),
            _ => session.WeakSources.MayReach(node),
        };

    /// <summary>What a ticket store returns is the identifier of the session.</summary>
    private static bool IsTicketKey(SyntaxNode node, SyntaxToken name, SyntaxNodeAnalysisContext context) =>
        name.ValueText == "StoreAsync" && node is MethodDeclarationSyntax
        && context.SemanticModel.GetDeclaredSymbol(node, context.CancellationToken)?.ContainingType is { } type && KnownSymbols.IsOrInherits(type, TypeNames.TicketStore);

    private bool BeginsLikeExtension(string name)
    {
        foreach (var row in _extensions)
        {
            if (name.StartsWith(row.Prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void DispatchExtension(string name, Anchor anchor, IMethodSymbol method)
    {
        foreach (var (receiver, prefix, handler) in _extensions)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && method is { IsExtensionMethod: true, Parameters: [var first, ..] } && KnownSymbols.IsOrInherits(first.Type, receiver))
            {
                handler(anchor);
            }
        }
    }

    /// <summary>A creation that leaves its type out is worth binding only in a file that mentions one of the types.</summary>
    private bool MentionsCreation(SyntaxTree tree) => (bool)_mentionsCreation.GetValue(tree, key => key.GetText().Mentions(_creationWords ??= TextSearch.Shortest(_creations.Keys)));

    /// <summary>Asks what a file decides by values that are not to be trusted as they are. One text search in a file that unseals nothing.</summary>
    public void Unsealed(SemanticModelAnalysisContext context, SessionCompilation session)
    {
        foreach (var decision in TrustDecision.In(context.SemanticModel, session, context.ReportDiagnostic))
        {
            _trust.ForEach(handler => handler(decision));
        }
    }

    public void AdditionalFile(AdditionalFileAnalysisContext context)
    {
        var path = context.AdditionalFile.Path;
        if (!SettingFile.IsRead(path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var file = SettingFile.Read(path, text);
        var settings = Settings.Of(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile));
        foreach (var entry in file.Entries)
        {
            if (file.MeaningOf(entry) is { } meaning && _settings.TryGetValue(meaning, out var handlers) && (entry.Reader != SettingReader.SystemWeb || References.Of(context.Compilation).HaveSystemWeb))
            {
                var location = Location.Create(path, entry.Span, text.Lines.GetLinePositionSpan(entry.Span));
                handlers.ForEach(handler => handler(new FileSetting(entry, location, settings, context.ReportDiagnostic)));
            }
        }
    }

    private void OnCookie(ImmutableArray<CookieSink> sinks, Action<CookieWrite> handler)
    {
        foreach (var sink in sinks)
        {
            OnCall(sink.Type, sink.Method, anchor => HandleAll(CookieWrites.At(anchor), handler), Subject.Cookies);
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

    private static void Add(Dictionary<string, List<Row>> table, string type, string member, Action<Anchor> handler, Subject subject)
    {
        if (!table.TryGetValue(member, out var rows))
        {
            table.Add(member, rows = []);
        }

        if (rows.Find(candidate => candidate.Type == type && candidate.Subject == subject) is not { } row)
        {
            rows.Add(row = new Row(type, subject));
        }

        row.Handlers.Add(handler);
    }

    private static void Dispatch(List<Row> rows, Anchor anchor, ISymbol member, ref NodeSubjects subjects)
    {
        foreach (var row in rows)
        {
            if (Declares(row.Type, member) && subjects.IsAbout(row.Subject))
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

    /// <summary>What a node is about: each subject is asked once, and only when a row needs it.</summary>
    private struct NodeSubjects(SyntaxNode node, SessionCompilation session)
    {
        private int _asked;
        private int _held;

        public bool IsAboutAny(List<Row> rows)
        {
            foreach (var row in rows)
            {
                if (IsAbout(row.Subject))
                {
                    return true;
                }
            }

            return false;
        }

        public bool IsAbout(Subject subject)
        {
            var bit = 1 << (int)subject;
            if ((_asked & bit) == 0)
            {
                _asked |= bit;
                _held |= Ask(subject) ? bit : 0;
            }

            return (_held & bit) != 0;
        }

        /// <summary>Comparisons are many in any file: what counts is what their sides are called.</summary>
        private readonly bool Ask(Subject subject) => subject != Subject.Comparisons
            ? TreeFacts.Of(node.SyntaxTree).Mentions(subject)
            : node is InvocationExpressionSyntax call
                && (AreCompared(call.ArgumentList.Arguments)
                    || (call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && session.IsCompared(receiver)))
                && session.ComparedSources.MayReach(node);

        private readonly bool AreCompared(SeparatedSyntaxList<ArgumentSyntax> arguments)
        {
            foreach (var argument in arguments)
            {
                if (session.IsCompared(argument.Expression))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The handlers of one member of one type.</summary>
    private sealed record Row(string Type, Subject Subject)
    {
        public List<Action<Anchor>> Handlers { get; } = [];
    }
}
