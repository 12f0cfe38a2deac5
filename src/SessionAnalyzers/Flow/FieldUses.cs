using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>Who may change what a field or property holds, or the object in it?</summary>
internal sealed class FieldUses(SessionCompilation session)
{
    /// <summary>How many names memory is followed through.</summary>
    private const int MostNames = 3;

    private readonly Memory<ISymbol, IReadOnlyList<SyntaxNode>> _constructors = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The constructors that mention it, when every other mention only reads. Null when some code may change it: it is
    /// assigned, handed to code that is not a plain reader, returned, or kept under another name.
    /// </summary>
    public IReadOnlyList<SyntaxNode>? Constructors(ISymbol member) => _constructors.Ask(member, Find);

    private List<SyntaxNode>? Find(ISymbol member)
    {
        var constructors = new List<SyntaxNode>();
        foreach (var name in Mentions(member))
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

    /// <summary>A private member is mentioned in its own type only.</summary>
    private IEnumerable<SimpleNameSyntax> Mentions(ISymbol member) => member is { DeclaredAccessibility: Accessibility.Private, ContainingType: { } type }
        ? type.DeclaringSyntaxReferences.Select(static part => part.SyntaxTree).Distinct().SelectMany(tree => TreeFacts.Mentioning(tree, member.Name))
        : session.Facts.Mentions(member.Name);

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

        if (KnownSymbols.IsBuffer(TypeOf(member)))
        {
            return OnlyReadsBuffer(use, model, depth: 0);
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

    /// <summary>Whether some functions leave the content of memory as it is that they know by a name.</summary>
    public bool OnlyReadsBuffer(IEnumerable<SyntaxNode> functions, string variable) => functions.All(function =>
        session.SemanticModel(function.SyntaxTree) is { } model
        && function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable).All(name => OnlyReadsBuffer(Whole(name), model, depth: 0)));

    /// <summary>Whether a use of memory leaves its content as it is, under whatever name it goes on.</summary>
    private bool OnlyReadsBuffer(ExpressionSyntax use, SemanticModel model, int depth)
    {
        // Newer than the compiler this is built against: known by its number.
        const int SpreadElement = 9078;
        switch (use.Parent)
        {
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } }:
                return true;
            case ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent.Parent: InvocationExpressionSyntax call } argument:
                return model.GetOperation(call) is IInvocationOperation invocation && OnlyReadsArgument(invocation, argument, call, model, depth);
            case ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent.Parent: BaseObjectCreationExpressionSyntax view } when KnownSymbols.IsBuffer(model.GetTypeInfo(view).Type):
                return OnlyReadsBuffer(view, model, depth);
            case ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent.Parent: BaseObjectCreationExpressionSyntax creation } argument:
                return model.GetOperation(creation) is IObjectCreationOperation { Constructor: { } constructor } made
                    && Parameter(made.Arguments, argument) is { } parameter
                    && (session.IsOurs(constructor.ContainingType) ? OnlyReadsParameter(constructor, parameter, depth) : KnownEffects.OnlyReads(constructor, parameter));
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax viewed } access when access.Expression == use:
                return session.Method(viewed) is { } method && KnownData.Of(method) is { } row
                    ? row.Use == DataUse.Derives || (row.Use == DataUse.Copies && row.Target is not null) || (row.Use == DataUse.Views && OnlyReadsBuffer(viewed, model, depth))
                    : viewed.ArgumentList.Arguments.Count == 0;
            case MemberAccessExpressionSyntax access when access.Expression == use:
                return access.Name.Identifier.ValueText != "Span" || OnlyReadsBuffer(access, model, depth);
            case ElementAccessExpressionSyntax element when element.Expression == use:
                return element.Parent is not (PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax)
                    && !(element.Parent is AssignmentExpressionSyntax assignment && assignment.Left == element);
            case AssignmentExpressionSyntax kept when kept.Right == use:
                return kept.Left is IdentifierNameSyntax { Identifier.ValueText: var variable } && model.GetSymbolInfo(kept.Left).Symbol is ILocalSymbol
                    ? OnlyReadsLocal(variable, kept, model, depth)
                    : model.GetSymbolInfo(kept.Left).Symbol is { } target and (IFieldSymbol or IPropertySymbol)
                        && (session.IsOurs(target.ContainingType) ? OnlyReadsKept(target, depth) : target is IPropertySymbol);
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } initializer:
                return model.GetDeclaredSymbol(initializer.Parent!) is { } initialized && OnlyReadsKept(initialized, depth);
            case ArgumentSyntax { Parent: TupleExpressionSyntax }:
            case { RawKind: SpreadElement }:
                return true;
            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice }:
                return OnlyReadsBuffer(choice, model, depth);
            case ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                return use.Parent is ExpressionSyntax whole && OnlyReadsBuffer(whole, model, depth);
            case BinaryExpressionSyntax:
                return true;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local }:
                return OnlyReadsLocal(local.Identifier.ValueText, local, model, depth);
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax:
                return depth < MostNames && Bodies.Around(use) is { } owned && OnlyReadsResult(owned, model, depth);
            default:
                return false;
        }
    }

    /// <summary>A constructor of this compilation reads what it is given, and so does every member that keeps it. A record hands it out.</summary>
    private bool OnlyReadsParameter(IMethodSymbol constructor, IParameterSymbol parameter, int depth) =>
        depth < MostNames && constructor is { ContainingType.IsRecord: false, OriginalDefinition.DeclaringSyntaxReferences: [var declaration] }
        && declaration.GetSyntax() is var body && session.SemanticModel(body.SyntaxTree) is { } model
        && body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == parameter.Name).All(name => OnlyReadsBuffer(name, model, depth + 1));

    private bool OnlyReadsKept(ISymbol member, int depth) =>
        depth < MostNames && Constructors(member.OriginalDefinition) is { } constructors && constructors.All(body => session.SemanticModel(body.SyntaxTree) is { } model
            && body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == member.Name).All(name =>
                (Whole(name).Parent is AssignmentExpressionSyntax assignment && assignment.Left == Whole(name)) || OnlyReadsBuffer(Whole(name), model, depth + 1)));

    private bool OnlyReadsLocal(string variable, SyntaxNode written, SemanticModel model, int depth) =>
        depth < MostNames && Bodies.Around(written) is { } body && body.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable && name.SpanStart > written.Span.End)
            .All(name => (name.Parent is AssignmentExpressionSyntax reassigned && reassigned.Left == name) || OnlyReadsBuffer(name, model, depth + 1));

    /// <summary>What a method or getter hands out is read wherever it is called.</summary>
    private bool OnlyReadsResult(SyntaxNode body, SemanticModel model, int depth)
    {
        var declaration = body.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return declaration is not null && body is not AnonymousFunctionExpressionSyntax && model.GetDeclaredSymbol(declaration) is { } symbol
            && Mentions(symbol).All(name => session.SemanticModel(name.SyntaxTree) is not { } other
                || !SymbolEqualityComparer.Default.Equals(other.GetSymbolInfo(name).Symbol?.OriginalDefinition, symbol)
                || OnlyReadsBuffer(Whole(name).Parent is InvocationExpressionSyntax call ? call : Whole(name), other, depth + 1));
    }

    private bool OnlyReadsArgument(IInvocationOperation call, ArgumentSyntax argument, InvocationExpressionSyntax syntax, SemanticModel model, int depth)
    {
        if (KnownData.Of(call.TargetMethod) is { } row)
        {
            var parameter = Parameter(call.Arguments, argument);
            return row.Use switch
            {
                DataUse.Views => OnlyReadsBuffer(syntax, model, depth),
                DataUse.Fills or DataUse.Copies => row.Target is not null && parameter?.Name != row.Target,
                DataUse.Marks => parameter is not null && KnownEffects.OnlyReads(call.TargetMethod, parameter),
                _ => true,
            };
        }

        if (!session.IsOurs(call.TargetMethod.ContainingType))
        {
            return Parameter(call.Arguments, argument) is { } given && KnownEffects.OnlyReads(call.TargetMethod, given);
        }

        // A method of this compilation reads when its parameter is only read.
        return depth < MostNames && Parameter(call.Arguments, argument)?.Name is { } name
            && Bodies.Of(call.TargetMethod) is { } body && session.SemanticModel(body.SyntaxTree) is { } inner
            && body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).All(use => OnlyReadsBuffer(use, inner, depth + 1));
    }

    /// <summary>The framework reads what it is given; a method of this compilation does when its parameter is never written through.</summary>
    private bool IsReader(IInvocationOperation call, ArgumentSyntax argument)
    {
        if (!session.IsOurs(call.TargetMethod.ContainingType))
        {
            return KnownEffects.LeavesArgumentsAlone(call.TargetMethod);
        }

        var parameter = Parameter(call.Arguments, argument)?.Name;
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

    private static IParameterSymbol? Parameter(ImmutableArray<IArgumentOperation> arguments, ArgumentSyntax argument) =>
        arguments.FirstOrDefault(candidate => candidate.Syntax == argument)?.Parameter;

    private static bool IsMutable(ISymbol member) =>
        TypeOf(member) is var type && (KnownSymbols.IsBuffer(type) ? KnownSymbols.IsWritable(type) : KnownSymbols.IsTracked(type));

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
}
