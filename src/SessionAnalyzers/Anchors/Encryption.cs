using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A call that encrypts without authentication: in which mode, and whether it is a session that it encrypts.</summary>
internal sealed class Encryption
{
    /// <summary>How many callers of callers are followed.</summary>
    private const int MostCallers = 3;

    private readonly Anchor _anchor;

    private Encryption(Anchor anchor, string mode)
    {
        _anchor = anchor;
        Mode = mode;
    }

    /// <summary>CBC, ECB, CFB…</summary>
    public string Mode { get; }

    /// <summary>What says that the result is a session: a cookie, a header, a name; null when nothing does, or when something authenticates it.</summary>
    public string? Carrier
    {
        get
        {
            if (_anchor.Session.MessageAuthentication.IsAround(_anchor.Node) || IsKept(_anchor.Node) || Bodies.Around(_anchor.Node) is not { } body)
            {
                return null;
            }

            var method = Callers.MethodOf(body, _anchor.Session);
            var calls = method is null ? [] : Callers.Of(method, _anchor.Session).ToList();
            return calls.Exists(call => _anchor.Session.MessageAuthentication.IsAround(call)) ? null : NameAround(_anchor.Node) ?? CarrierIn(body, depth: 0);
        }
    }

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, null, arguments);

    /// <summary>The encryption at a call; null when the mode is not known.</summary>
    public static Encryption? Of(Anchor anchor, EncryptionCall row)
    {
        if (anchor.Seen is not { } seen)
        {
            return null;
        }

        if (row.Mode is not null)
        {
            return new Encryption(anchor, row.Mode);
        }

        var algorithm = new ObjectState(anchor.Session, seen.Receiver, seen.State);
        if (!algorithm.IsKnown || !algorithm.IsMade)
        {
            return null;
        }

        var modes = algorithm.Read(EncryptionKnowledge.Mode).Atoms
            .Select(static atom => atom is Atom.Unset ? EncryptionKnowledge.DefaultMode : atom is Atom.Constant { Content: int number } ? number : 0)
            .Distinct().OrderBy(static number => number).ToList();
        return modes.TrueForAll(EncryptionKnowledge.Modes.ContainsKey)
            ? new Encryption(anchor, string.Join(" or ", modes.Select(static number => EncryptionKnowledge.Modes[number])))
            : null;
    }

    /// <summary>Whether the code writes files or columns: what it encrypts is kept, and no client holds it.</summary>
    private static bool IsKept(SyntaxNode node)
    {
        var member = node.AncestorsAndSelf().FirstOrDefault(static ancestor => ancestor is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax) ?? node;
        return member.DescendantTokens().Any(static token => token.Parent is SimpleNameSyntax && EncryptionKnowledge.Files.Contains(token.ValueText))
            || node.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => type.BaseList?.Types.Any(static parent =>
                TreeFacts.NameToken(parent.Type).ValueText is { } name && EncryptionKnowledge.ColumnMappers.Contains(name)) == true)
            || NamesAround(node).Any(static name => Words.Split(name.Name).Any(EncryptionKnowledge.StorageWords.Contains));
    }

    private string? NameAround(SyntaxNode node)
    {
        var names = _anchor.Session.Settings(node.SyntaxTree).Names;
        return NamesAround(node).Where(around => names.IsSessionCode(around.Name)).Select(static around => $"{around.Kind} {around.Name}").FirstOrDefault();
    }

    /// <summary>The methods, properties and types that some code is in, the innermost first.</summary>
    private static IEnumerable<(string Kind, string Name)> NamesAround(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case MethodDeclarationSyntax method:
                    yield return ("method", method.Identifier.ValueText);
                    break;
                case LocalFunctionStatementSyntax function:
                    yield return ("method", function.Identifier.ValueText);
                    break;
                case PropertyDeclarationSyntax property:
                    yield return ("property", property.Identifier.ValueText);
                    break;
                case TypeDeclarationSyntax type:
                    yield return ("type", type.Identifier.ValueText);
                    break;
            }
        }
    }

    /// <summary>What a body does with a ciphertext; where it returns one, what its callers do.</summary>
    private string? CarrierIn(SyntaxNode body, int depth)
    {
        var session = _anchor.Session;
        if (session.Flows.Of(body) is not { } flow || (depth > 0 && (session.MessageAuthentication.IsAround(body) || IsKept(body))))
        {
            return null;
        }

        foreach (var pair in flow.Observed)
        {
            if (pair.Value.Arguments.Any(argument => IsCiphertext(argument, pair.Value.State)) && CarrierAt(pair.Key, pair.Value) is { } carrier)
            {
                return carrier;
            }
        }

        return depth < MostCallers && Callers.MethodOf(body, session) is { } method && flow.Exit is { } exit && IsCiphertext(flow.Returned, exit)
            ? Callers.Of(method, session).Select(Bodies.Around).OfType<SyntaxNode>().Distinct().Select(caller => CarrierIn(caller, depth + 1)).FirstOrDefault(static carrier => carrier is not null)
            : null;
    }

    private string? CarrierAt(SyntaxNode node, Observation seen) => node switch
    {
        VariableDeclaratorSyntax variable => Named(variable.Identifier, node),
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var headers } } => IsResponseHeaders(headers) ? "a response header" : null,
        AssignmentExpressionSyntax assignment => IsEntity(assignment.Left) ? null : IsResponseHeaders((assignment.Left as MemberAccessExpressionSyntax)?.Expression) ? "a response header" : Named(TreeFacts.NameToken(assignment.Left), node),
        InvocationExpressionSyntax call => CarrierAt(call, seen),
        BaseObjectCreationExpressionSyntax creation => IsCookie(creation) && !IsBenign(seen.Arguments[0], node) ? "a cookie" : null,
        _ => null,
    };

    private string? CarrierAt(InvocationExpressionSyntax call, Observation seen)
    {
        if (_anchor.Session.SemanticModel(call.SyntaxTree)?.GetOperation(call) is not IInvocationOperation { TargetMethod: var method } operation)
        {
            return null;
        }

        if (CookieKnowledge.Sinks.FirstOrDefault(row => row is { Value: not null } && row.Method == method.Name && KnownSymbols.IsOrInherits(method.ContainingType, row.Type)) is { } sink)
        {
            return Holds(sink.Value!) && Argument(sink.Name!) is { } name && !IsBenign(name, call) ? "a cookie" : null;
        }

        var target = operation.Instance ?? operation.Arguments.FirstOrDefault()?.Value;
        return HeaderKnowledge.Calls.Any(row => row.Method == method.Name && KnownSymbols.IsOrInherits(method.ContainingType.OriginalDefinition, row.Type) && Holds(row.Values))
            && (KnownSymbols.IsOrInherits(target?.Type, TypeNames.SystemWebResponse) || IsResponseHeaders(target?.Syntax as ExpressionSyntax)) ? "a response header" : null;

        Value? Argument(string parameter) => method.Parameters.FirstOrDefault(candidate => candidate.Name == parameter) is { } found ? seen.Arguments[found.Ordinal] : null;

        bool Holds(string parameter) => Argument(parameter) is { } value && IsCiphertext(value, seen.State);
    }

    private bool IsCiphertext(Value value, FlowState state) => Origins.Of(_anchor.Session.Flows.Resolve(value), state).Has(Origin.Ciphertext);

    private string? Named(SyntaxToken name, SyntaxNode node) =>
        name.RawKind != 0 && _anchor.Session.Settings(node.SyntaxTree).Names.Classify(name.ValueText) == NameKind.Sensitive ? name.ValueText : null;

    private bool IsBenign(Value name, SyntaxNode node) =>
        name.TryGetConstant<string>(out var text) && _anchor.Session.Settings(node.SyntaxTree).Names.Classify(text) == NameKind.Benign;

    private bool IsCookie(BaseObjectCreationExpressionSyntax creation) =>
        _anchor.Session.SemanticModel(creation.SyntaxTree)?.GetTypeInfo(creation).Type is { } type
        && (KnownSymbols.Is(type, TypeNames.SetCookieHeaderValue) || KnownSymbols.Is(type, TypeNames.HttpCookie));

    /// <summary>Whether an assignment's target is a member of an object that a database keeps.</summary>
    private bool IsEntity(ExpressionSyntax target)
    {
        var type = _anchor.Session.SemanticModel(target.SyntaxTree)?.GetSymbolInfo(target).Symbol is IPropertySymbol { ContainingType: { } owner } ? owner : null;
        return type is not null
            && (type.GetAttributes().Concat(type.GetMembers().SelectMany(static member => member.GetAttributes())).Any(static attribute => attribute.AttributeClass?.Name is "TableAttribute" or "KeyAttribute" or "ColumnAttribute")
                || _anchor.Session.Facts.Mentions("DbSet").OfType<GenericNameSyntax>().Any(set => TreeFacts.NameToken(set.TypeArgumentList.Arguments[0]).ValueText == type.Name));
    }

    private bool IsResponseHeaders(ExpressionSyntax? headers) =>
        headers is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers", Expression: var response }
        && _anchor.Session.SemanticModel(headers.SyntaxTree)?.GetTypeInfo(response).Type is { } type
        && (KnownSymbols.IsOrInherits(type, TypeNames.HttpResponse) || KnownSymbols.IsOrInherits(type, TypeNames.SystemWebResponse) || KnownSymbols.IsOrInherits(type, TypeNames.SystemWebResponseBase));
}
