using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Flow;

/// <summary>What do the members of an object of this compilation hold, as those who make it hand it in?</summary>
internal static class Creations
{
    private const int MostCreations = 16;

    /// <summary>The members of a type, once for each creation in sight that names the type; those that other code may change are left out.</summary>
    public static IEnumerable<FlowState> Of(INamedTypeSymbol type, SessionCompilation session) =>
        session.Facts.Mentions(type.Name)
            .Select(static name => name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>(creation => creation.Type.Span.Contains(name.Span)))
            .OfType<ObjectCreationExpressionSyntax>()
            .Where(static creation => !BuildRegions.Contains(creation))
            .Take(MostCreations)
            .Select(creation => Members(type, creation, session))
            .OfType<FlowState>();

    private static FlowState? Members(INamedTypeSymbol type, ObjectCreationExpressionSyntax creation, SessionCompilation session)
    {
        if (session.SemanticModel(creation.SyntaxTree)?.GetSymbolInfo(creation).Symbol is not IMethodSymbol { OriginalDefinition: { DeclaringSyntaxReferences: [var declaration] } constructor }
            || !SymbolEqualityComparer.Default.Equals(constructor.ContainingType, type)
            || session.Flows.At(creation) is not { } seen)
        {
            return null;
        }

        return declaration.GetSyntax() switch
        {
            ConstructorDeclarationSyntax body => session.Flows.Run(body, constructor, seen.Arguments, seen.State)?.Exit is { } exit ? Kept(type, exit, session) : null,
            TypeDeclarationSyntax body => Initial(type, Given(body, constructor, seen), session),
            _ => null,
        };
    }

    /// <summary>What the constructor leaves in the members that nobody else changes.</summary>
    private static FlowState Kept(INamedTypeSymbol type, FlowState exit, SessionCompilation session) => exit.Variables
        .Where(pair => pair.Key is ISymbol { IsStatic: false } member and (IFieldSymbol or IPropertySymbol)
            && SymbolEqualityComparer.Default.Equals(member.ContainingType, type) && session.Fields.Read(member) is not null)
        .Aggregate(FlowState.Empty with { Objects = exit.Objects }, static (state, pair) => state.With(pair.Key, pair.Value));

    /// <summary>The parameters of a primary constructor, which are variables of the whole type; those that the type writes to are left out.</summary>
    private static FlowState Given(TypeDeclarationSyntax body, IMethodSymbol constructor, Observation seen) => constructor.Parameters
        .Where(parameter => parameter.Ordinal < seen.Arguments.Length && !IsWritten(body, parameter.Name))
        .Aggregate(FlowState.Empty with { Objects = seen.State.Objects }, (state, parameter) => state.With(parameter, seen.Arguments[parameter.Ordinal]));

    /// <summary>With the members that are initialised from the parameters.</summary>
    private static FlowState Initial(INamedTypeSymbol type, FlowState given, SessionCompilation session)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is { IsStatic: false, IsImplicitlyDeclared: false } and (IFieldSymbol or IPropertySymbol)
                && session.Fields.Read(member) is not null
                && Fields.Initializer(member) is { } initializer
                && session.Flows.Run(initializer, given) is { Exit: { } exit } run && run.At(initializer) is { } written)
            {
                given = given.With(member, written.Arguments[0]) with { Objects = exit.Objects };
            }
        }

        return given;
    }

    private static bool IsWritten(SyntaxNode body, string name) => body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name
        && (use.Parent is PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } or RefExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not 0 }
            || (use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use)
            || (use.Parent is ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax write } element && write.Left == element)));
}
