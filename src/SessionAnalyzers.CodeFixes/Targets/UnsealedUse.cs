using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>The one unsealed session of a function: what it is called, what is read of it, and before which statement it is to be revalidated.</summary>
internal sealed class UnsealedUse
{
    private const string Space = "SealedSessions";

    private readonly Place _anchor;
    private readonly SyntaxNode _source;
    private readonly List<ExpressionSyntax> _sessions;

    private UnsealedUse(Place anchor, SyntaxNode function, SyntaxNode source, List<ExpressionSyntax> sessions)
    {
        (_anchor, Function, _source, _sessions) = (anchor, function, source, sessions);
        Claims = Session(anchor.Model.GetTypeInfo(sessions[0]).Type)!;
    }

    /// <summary>The function that decides.</summary>
    public SyntaxNode Function { get; }

    /// <summary>The type of the claims.</summary>
    private ITypeSymbol Claims { get; }

    /// <summary>Null where a function has none, or several, or gives one variable several of them.</summary>
    public static UnsealedUse? Of(Place anchor, SyntaxNode source)
    {
        if (AsyncFunction.Around(anchor.Node) is not { } function || Body.Block(function) is not { } block || AsyncFunction.Around(source) != function
            || !Sources(anchor.Model, function, block).SequenceEqual([source])
            || block.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => IsEnvelope(anchor.Model.GetTypeInfo(assignment.Left).Type)))
        {
            return null;
        }

        var sessions = block.DescendantNodes().OfType<ExpressionSyntax>().Where(node => IsSession(anchor.Model, node)).ToList();
        return sessions.Count == 0 ? null : new UnsealedUse(anchor, function, source, sessions);
    }

    /// <summary>Whether an expression is the session, or what it was unsealed to.</summary>
    public bool IsOfSession(SyntaxNode node) => node == _source || (node is ExpressionSyntax && IsEnvelope(_anchor.Model.GetTypeInfo(node).Type));

    /// <summary>Through what it can be revalidated: what has unsealed it, or what else is at hand.</summary>
    public string? Revalidator(Place place) =>
        _source is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } called }
        && IsRevalidator(place.Model.GetTypeInfo(called.Expression).Type)
            ? called.Expression.ToString()
            : ReachableValue.At(place, type => IsRevalidator(type) ? "" : null);

    /// <summary>The statements before which it could be asked, the best first: once for all that a list holds, and before its claims are kept in a variable.</summary>
    public IEnumerable<StatementSyntax> Statements()
    {
        if (Listed(_anchor.Node) is not { } decision)
        {
            yield break;
        }

        var kept = Body.Block(Function)!.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<StatementSyntax>()
            .Where(statement => statement.Span.End <= decision.SpanStart && Keeps(statement) && StatementList.Holder(statement).Span.Contains(decision.Span) && StatementList.Holder(statement) != statement)
            .FirstOrDefault(statement => Reads(statement).Any());
        var first = kept ?? decision;
        var loop = first.Ancestors().TakeWhile(node => node != Function).OfType<StatementSyntax>()
            .LastOrDefault(node => node is ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } && !node.Span.Contains(_source.Span));
        if (loop is not null && Listed(loop) is { } around)
        {
            yield return around;
        }

        yield return first;
    }

    /// <summary>What the session is called before a statement; null where it is not there, or may be null.</summary>
    public string? NameBefore(StatementSyntax statement)
    {
        var session = _sessions.FirstOrDefault(session => statement.Span.Contains(session.Span) && IsDeclaredBefore(session, statement));
        return session is not null && IsThere(session, statement) ? session.ToString() : null;
    }

    /// <summary>Reads what was asked about wherever the code behind the statement reads what was not; false where it does so in a way that has no counterpart.</summary>
    public bool Replace(StatementSyntax statement, string revalidated, Plan plan)
    {
        var holder = StatementList.Holder(statement);
        foreach (var name in Reads(holder).Where(name => name.SpanStart >= statement.SpanStart && !IsInFunctionOfItsOwn(name)))
        {
            var member = name.Identifier.ValueText == "UnverifiedClaims" ? "Claims" : "Subject";
            if (name.Parent is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } read && read.Name == name && IsSession(_anchor.Model, read.Expression))
            {
                if (ReplaceExpression.Of(_anchor.At(read), $"{revalidated}.Session.{member}") is not { } edit)
                {
                    return false;
                }

                plan.Add(edit);
            }
            else if (Matched(name) is { } match)
            {
                plan.Add(new ReplaceExpression(_anchor.Document.Id, match.Expression, revalidated + ".Session"));
                plan.Add(new ReplaceExpression(_anchor.Document.Id, name, member));
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The expressions and parameters that hand a function something unsealed.</summary>
    private static IEnumerable<SyntaxNode> Sources(SemanticModel model, SyntaxNode function, BlockSyntax block)
    {
        var parameters = function switch
        {
            MethodDeclarationSyntax method => method.ParameterList.Parameters,
            LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
            ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
            SimpleLambdaExpressionSyntax lambda => SyntaxFactory.SingletonSeparatedList(lambda.Parameter),
            _ => default,
        };
        foreach (var parameter in parameters)
        {
            if (parameter is not null && IsEnvelope((model.GetDeclaredSymbol(parameter) as IParameterSymbol)?.Type))
            {
                yield return parameter;
            }
        }

        foreach (var node in block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ExpressionSyntax>())
        {
            var isSource = node switch
            {
                InvocationExpressionSyntax call => IsEnvelope(Awaited(model.GetTypeInfo(call).Type))
                    || call.ArgumentList.Arguments.Any(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) && IsEnvelope(model.GetTypeInfo(argument.Expression).Type)),
                MemberAccessExpressionSyntax or IdentifierNameSyntax => !(node.Parent is MemberAccessExpressionSyntax { Name: var name } && name == node)
                    && model.GetSymbolInfo(node).Symbol is (IPropertySymbol or IFieldSymbol) and var member && !IsEnvelope(member.ContainingType)
                    && IsEnvelope(member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type),
                _ => false,
            };
            if (isSource)
            {
                yield return node;
            }
        }
    }

    /// <summary>Whether an expression names a session, through variables and members only; of <c>session!</c> the whole.</summary>
    private static bool IsSession(SemanticModel model, ExpressionSyntax node) =>
        Root(node) is not null
        && !(node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
        && node.Parent is not (PostfixUnaryExpressionSyntax or NameColonSyntax or ExpressionColonSyntax)
        && Session(model.GetTypeInfo(node).Type) is not null;

    /// <summary>The variable at the start of a chain of members.</summary>
    private static IdentifierNameSyntax? Root(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Expression: not ThisExpressionSyntax } access => Root(access.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Root(inner.Operand),
        _ => null,
    };

    /// <summary>The statement that a node is in, of those that stand in a list or alone; a chain of <c>else if</c> is one.</summary>
    private static StatementSyntax? Listed(SyntaxNode node)
    {
        var statement = node.FirstAncestorOrSelf<StatementSyntax>();
        while (statement?.Parent is ElseClauseSyntax { Parent: StatementSyntax choice } && statement is IfStatementSyntax)
        {
            statement = choice;
        }

        return statement is BlockSyntax or LocalFunctionStatementSyntax ? null : statement;
    }

    private static bool Keeps(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax
        or ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax or TupleExpressionSyntax } };

    /// <summary>The names by which what is not revalidated is read.</summary>
    private IEnumerable<IdentifierNameSyntax> Reads(SyntaxNode node) => node.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name =>
        name.Identifier.ValueText is "UnverifiedClaims" or "UnverifiedSubject"
        && _anchor.Model.GetSymbolInfo(name).Symbol is IPropertySymbol { ContainingType: var type } && IsEnvelope(type));

    /// <summary>The test of the session whose pattern begins with the name, and says nothing of anything else.</summary>
    private IsPatternExpressionSyntax? Matched(IdentifierNameSyntax name)
    {
        var pattern = name.FirstAncestorOrSelf<RecursivePatternSyntax>();
        return pattern is { Type: null, Designation: null, PropertyPatternClause.Subpatterns: [{ ExpressionColon.Expression: var first }], Parent: IsPatternExpressionSyntax match }
            && Root(first) == name && IsSession(_anchor.Model, match.Expression)
                ? match
                : null;
    }

    private bool IsInFunctionOfItsOwn(SyntaxNode node) => node.Ancestors().TakeWhile(outer => outer != Function).Any(static outer => outer is LocalFunctionStatementSyntax);

    private bool IsDeclaredBefore(ExpressionSyntax session, StatementSyntax statement)
    {
        var model = _anchor.Model;
        return model.GetSymbolInfo(Root(session)!).Symbol is { } root
            && model.LookupSymbols(statement.SpanStart, name: root.Name).Contains(root, SymbolEqualityComparer.Default)
            && (root is IParameterSymbol || (root is ILocalSymbol && root.DeclaringSyntaxReferences is [var reference] && reference.Span.End <= statement.SpanStart));
    }

    /// <summary>Whether there is a session: the compiler says so, or the statement reads it whatever happens.</summary>
    private bool IsThere(ExpressionSyntax session, StatementSyntax statement)
    {
        var probe = (ExpressionStatementSyntax)SyntaxFactory.ParseStatement($"_ = {session};");
        var state = _anchor.Model.TryGetSpeculativeSemanticModel(statement.SpanStart, probe, out var model)
            ? model!.GetTypeInfo(((AssignmentExpressionSyntax)probe.Expression).Right).Nullability.FlowState
            : NullableFlowState.MaybeNull;
        return state == NullableFlowState.NotNull || !session.Ancestors().TakeWhile(node => node != statement).Any(static node =>
            node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression }
                or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax or SwitchExpressionSyntax or IsPatternExpressionSyntax or AnonymousFunctionExpressionSyntax or StatementSyntax);
    }

    private static bool IsEnvelope(ITypeSymbol? type) => type is { Name: "UnsealedSession" or "UnsealResult", ContainingNamespace: { Name: Space, ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The type of the claims of a session.</summary>
    private static ITypeSymbol? Session(ITypeSymbol? type) => IsEnvelope(type) && type is INamedTypeSymbol { Name: "UnsealedSession", TypeArguments: [var claims] } ? claims : null;

    private static ITypeSymbol? Awaited(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var inner] } ? inner : type;

    private bool IsRevalidator(ITypeSymbol? type) => type is not null && type.AllInterfaces.Concat([type]).OfType<INamedTypeSymbol>().Any(face =>
        face is { Name: "ISessionRevalidator", ContainingNamespace.Name: Space, TypeArguments: [var claims] } && SymbolEqualityComparer.Default.Equals(claims, Claims));
}
