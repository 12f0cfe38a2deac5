using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Targets;

/// <summary>A protector whose data is to end: what protects and what unprotects change together, or nothing opens any more.</summary>
internal static class LimitedProtector
{
    private const string Title = "Protect for 8 hours";

    public static Offer? Use(Finding finding, string key)
    {
        var plan = new Plan(key);
        if (finding.Anchor.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } call
            || plan.Method(finding.Anchor, "System.TimeSpan", "FromHours") is not { } hours)
        {
            return null;
        }

        var lifetime = hours + "(8)";
        if (IsTimeLimited(finding.Anchor.Model.GetTypeInfo(receiver).Type))
        {
            // Its data has a limit already, and opens in the same way.
            Import(finding.Anchor, plan);
            plan.Add(new InsertArgument(finding.Anchor.Document.Id, call, call.ArgumentList.Arguments.Count, lifetime));
            return plan.Offer(Title);
        }

        if (finding.Anchor.Model.GetSymbolInfo(receiver).Symbol is not { } protector || Uses(finding.Anchor, protector) is not { } uses
            || !uses.Any(static use => use.IsUnprotect))
        {
            return null;
        }

        Import(finding.Anchor, plan);
        foreach (var use in uses)
        {
            plan.Add(new ReplaceExpression(finding.Anchor.Document.Id, use.Receiver, use.Receiver + ".ToTimeLimitedDataProtector()"));
            if (!use.IsUnprotect)
            {
                plan.Add(new InsertArgument(finding.Anchor.Document.Id, use.Call, use.Call.ArgumentList.Arguments.Count, lifetime));
            }
        }

        return plan.Offer(Title);
    }

    private static bool IsTimeLimited(ITypeSymbol? type) => type is not null
        && type.AllInterfaces.Append(type).Any(static face => face.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) == TypeNames.TimeLimitedDataProtector);

    /// <summary>Both methods are extensions of this class.</summary>
    private static void Import(Place place, Plan plan) => plan.Type(place, "Microsoft.AspNetCore.DataProtection.DataProtectionAdvancedExtensions");

    /// <summary>Every call on a protector that only this file can reach; null when it is put to any other use.</summary>
    private static List<(InvocationExpressionSyntax Call, ExpressionSyntax Receiver, bool IsUnprotect)>? Uses(Place place, ISymbol protector)
    {
        var scope = protector switch
        {
            ILocalSymbol => place.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() as SyntaxNode,
            IFieldSymbol { DeclaredAccessibility: Accessibility.Private, IsReadOnly: true, ContainingType.DeclaringSyntaxReferences: [var type] } => type.GetSyntax(),
            IPropertySymbol { DeclaredAccessibility: Accessibility.Private, SetMethod: null, ContainingType.DeclaringSyntaxReferences: [var type] } => type.GetSyntax(),
            _ => null,
        };
        if (scope is null || scope.SyntaxTree != place.Node.SyntaxTree)
        {
            return null;
        }

        var uses = new List<(InvocationExpressionSyntax, ExpressionSyntax, bool)>();
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == protector.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(name).Symbol, protector))
            {
                continue;
            }

            ExpressionSyntax receiver = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : name;
            switch (receiver.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call } access
                    when access.Expression == receiver && method is ("Protect" or "Unprotect"):
                    uses.Add((call, receiver, method == "Unprotect"));
                    break;
                case AssignmentExpressionSyntax assignment when assignment.Left == receiver:
                    break;
                default:
                    return null;
            }
        }

        return uses;
    }
}
