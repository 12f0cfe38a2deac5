using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Targets;

/// <summary>Through which variable, parameter, field or property is a value of some type at hand at a place?</summary>
internal static class ReachableValue
{
    /// <summary>The expression; null when there is none.</summary>
    /// <param name="place">Where it goes.</param>
    /// <param name="suffix">What follows the name of something of this type; null where it is of no use.</param>
    public static string? At(Place place, Func<ITypeSymbol, string?> suffix) => place.Model.LookupSymbols(place.Node.SpanStart)
        .Select(symbol => (Symbol: symbol, Code: Code(place.Model, symbol, suffix)))
        .Where(candidate => candidate.Code is not null && IsUsable(place, candidate.Symbol))
        .OrderBy(static candidate => Rank(candidate.Symbol))
        .ThenBy(static candidate => candidate.Code!.Contains('.'))
        .ThenByDescending(static candidate => candidate.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start)
        .ThenBy(static candidate => candidate.Code, StringComparer.Ordinal)
        .Select(static candidate => candidate.Code)
        .FirstOrDefault();

    private static string? Code(SemanticModel model, ISymbol symbol, Func<ITypeSymbol, string?> suffix)
    {
        var type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol { RefKind: RefKind.None } parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol { GetMethod: not null, IsIndexer: false } property => property.Type,
            _ => null,
        };
        return type is null || MayBeNull(model, symbol, type) || SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None ? null
            : suffix(type) is { } end ? symbol.Name + end
            : null;
    }

    /// <summary>The type of a <c>var</c> says nothing of null: what it is given does.</summary>
    private static bool MayBeNull(SemanticModel model, ISymbol symbol, ITypeSymbol type) =>
        Declaration(symbol) is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Type.IsVar: true } } && value.SyntaxTree == model.SyntaxTree
            ? model.GetTypeInfo(value).Nullability.FlowState == NullableFlowState.MaybeNull
            : type.NullableAnnotation == NullableAnnotation.Annotated;

    /// <summary>What is nearer goes first. A primary constructor's parameter that a field keeps is not to be kept twice.</summary>
    private static int Rank(ISymbol symbol) => symbol is IParameterSymbol parameter && IsPrimary(parameter) ? 2 : symbol is ILocalSymbol or IParameterSymbol ? 0 : 1;

    private static bool IsPrimary(IParameterSymbol parameter) => Declaration(parameter)?.FirstAncestorOrSelf<ParameterListSyntax>()?.Parent is TypeDeclarationSyntax;

    private static SyntaxNode? Declaration(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static bool IsUsable(Place place, ISymbol symbol) => symbol switch
    {
        ILocalSymbol => Declaration(symbol) is VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } } declarator
            && declarator.Span.End <= place.Node.SpanStart
            && !IsCutOff(place.Node, declarator),
        IParameterSymbol parameter => Declaration(parameter) is { } declaration && (IsPrimary(parameter) ? IsInInstance(place, isInitializer: true) : !IsCutOff(place.Node, declaration)),
        _ => symbol.IsStatic
            ? place.Node.FirstAncestorOrSelf<BaseFieldDeclarationSyntax>() is null
            : IsInInstance(place, isInitializer: false) && IsOwn(place, symbol),
    };

    /// <summary>Whether a static lambda or local function stands between a node and what is declared outside of it.</summary>
    private static bool IsCutOff(SyntaxNode node, SyntaxNode declaration) => node.Ancestors().Any(ancestor => IsStaticFunction(ancestor) && !ancestor.Span.Contains(declaration.Span));

    private static bool IsStaticFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax lambda ? lambda.Modifiers.Any(SyntaxKind.StaticKeyword)
        : node is LocalFunctionStatementSyntax function && function.Modifiers.Any(SyntaxKind.StaticKeyword);

    /// <summary>Whether the members of an object are at hand, and given their values.</summary>
    private static bool IsInInstance(Place place, bool isInitializer)
    {
        if (place.Node.Ancestors().Any(IsStaticFunction))
        {
            return false;
        }

        return place.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            null or GlobalStatementSyntax or ConstructorDeclarationSyntax => false,
            FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null } when !isInitializer => false,
            TypeDeclarationSyntax => isInitializer,
            var member => !member.Modifiers.Any(SyntaxKind.StaticKeyword) && member.Parent is ClassDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword },
        };
    }

    /// <summary>Whether a member belongs to the type that a place is in, or to one that it derives from.</summary>
    private static bool IsOwn(Place place, ISymbol member)
    {
        for (var type = place.Model.GetEnclosingSymbol(place.Node.SpanStart)?.ContainingType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
