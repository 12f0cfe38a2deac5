using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>Who may change what a field or property holds, or the object in it?</summary>
internal sealed class FieldUses(SessionCompilation session)
{
    private readonly Memory<ISymbol, IReadOnlyList<SyntaxNode>> _constructors = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The constructors that mention it, when every other mention only reads. Null when some code may change it: it is
    /// assigned, handed to code that is not a plain reader, returned, or kept under another name.
    /// </summary>
    public IReadOnlyList<SyntaxNode>? Constructors(ISymbol member) => _constructors.Ask(member, Find);

    private List<SyntaxNode>? Find(ISymbol member)
    {
        var constructors = new List<SyntaxNode>();
        foreach (var name in session.Facts.Mentions(member.Name))
        {
            if (session.SemanticModel(name.SyntaxTree) is not { } model
                || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol?.OriginalDefinition, member))
            {
                continue;
            }

            var body = Bodies.Around(name);
            if (body is ConstructorDeclarationSyntax constructor && IsOwn(constructor, member, model))
            {
                if (!constructors.Contains(body))
                {
                    constructors.Add(body);
                }
            }
            else if (!OnlyReads(Whole(name), member, model))
            {
                return null;
            }
        }

        return constructors;
    }

    private static bool IsOwn(ConstructorDeclarationSyntax constructor, ISymbol member, SemanticModel model) =>
        constructor.Modifiers.Any(SyntaxKind.StaticKeyword) == member.IsStatic
        && SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(constructor)?.ContainingType, member.ContainingType);

    /// <summary>The whole access: <c>this.options</c>, <c>Defaults.Session</c>.</summary>
    private static ExpressionSyntax Whole(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    private bool OnlyReads(ExpressionSyntax use, ISymbol member, SemanticModel model)
    {
        SyntaxNode written = use;
        while (written.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax tuple })
        {
            written = tuple;
        }

        if (written.Parent is AssignmentExpressionSyntax assignment && assignment.Left == written)
        {
            return false;
        }

        // A value that cannot change in place may go anywhere, but not by reference.
        if (!IsMutable(member))
        {
            return use.Parent is not ArgumentSyntax { RefKindKeyword.RawKind: not 0 } and not RefExpressionSyntax
                && use.Parent is not PrefixUnaryExpressionSyntax and not PostfixUnaryExpressionSyntax;
        }

        return use.Parent switch
        {
            ArgumentSyntax { RefKindKeyword.RawKind: 0 } argument => argument.Parent?.Parent switch
            {
                InvocationExpressionSyntax call => model.GetOperation(call) is IInvocationOperation invocation && IsReader(invocation, argument),
                BaseObjectCreationExpressionSyntax creation => !session.IsOurs(model.GetTypeInfo(creation).Type),
                _ => false,
            },
            MemberAccessExpressionSyntax access when access.Expression == use => OnlyReadsMember(access),
            AssignmentExpressionSyntax kept => model.GetSymbolInfo(kept.Left).Symbol is IPropertySymbol property && KnownSymbols.IsNamed(property.ContainingType),
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or AccessorDeclarationSyntax } => Bodies.Around(use) is { } getter && IsReadOnlyGetter(getter, model),
            ReturnStatementSyntax => Bodies.Around(use) is AccessorDeclarationSyntax getter && IsReadOnlyGetter(getter, model),
            _ => false,
        };
    }

    /// <summary>The framework reads what it is given; a method of this compilation does when its parameter is never written through.</summary>
    private bool IsReader(IInvocationOperation call, ArgumentSyntax argument)
    {
        if (!session.IsOurs(call.TargetMethod.ContainingType))
        {
            return KnownEffects.LeavesArgumentsAlone(call.TargetMethod);
        }

        var parameter = call.Arguments.FirstOrDefault(candidate => candidate.Syntax == argument)?.Parameter?.Name;
        return parameter is not null
            && Bodies.Of(call.TargetMethod) is { } body
            && body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == parameter).All(static name =>
                name.Parent is MemberAccessExpressionSyntax access && access.Expression == name
                    ? OnlyReadsMember(access)
                    : name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent.Parent: InvocationExpressionSyntax inner } && TreeFacts.IsSinkName(TreeFacts.InvokedName(inner) ?? ""));
    }

    /// <summary>A property that only hands the object out is as safe as its own uses.</summary>
    private bool IsReadOnlyGetter(SyntaxNode getter, SemanticModel model) =>
        getter.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
        && model.GetDeclaredSymbol(property) is { } symbol
        && Constructors(symbol) is { Count: 0 };

    private static bool OnlyReadsMember(ExpressionSyntax access)
    {
        while (access.Parent is MemberAccessExpressionSyntax outer && outer.Expression == access)
        {
            access = outer;
        }

        return !(access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access);
    }

    private static bool IsMutable(ISymbol member) =>
        KnownSymbols.IsTracked(member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null });
}
