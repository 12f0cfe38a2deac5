using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Keys;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS2007ComparisonNotConstantTimeFix))]
internal sealed class SESS2007ComparisonNotConstantTimeFix() : SessionFix("SESS2007")
{
    private const string FixedTime = "SESS2007.FixedTime";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        var place = finding.Anchor;
        var plan = new Plan(FixedTime);
        if (EqualityTest.Of(place) is { } test
            && Bytes(place.At(test.Left), "given", plan) is var (left, leftIsText, leftGuard)
            && Bytes(place.At(test.Right), "expected", plan) is var (right, rightIsText, rightGuard)
            && leftIsText == rightIsText
            && (leftIsText || test.ComparesContent)
            && !test.Right.DescendantNodesAndSelf().Any(static node => node is AwaitExpressionSyntax)
            && plan.Method(place, "System.Security.Cryptography.CryptographicOperations", "FixedTimeEquals") is { } equals
            && ReplaceExpression.Of(place.At(test.Node), Whole(test, leftGuard + rightGuard, $"{equals}({left}, {right})")) is { } edit)
        {
            plan.Add(edit);
            yield return plan.Offer("Compare with CryptographicOperations.FixedTimeEquals");
        }
    }

    /// <summary>The test, after what has to hold before it: a secret that is missing equals nothing, not even nothing.</summary>
    private static string Whole(EqualityTest test, string guards, string call)
    {
        var standsAlone = test.Node.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax or ReturnStatementSyntax or IfStatementSyntax or WhileStatementSyntax
            or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or AssignmentExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression };
        return (guards.Length > 0, test.IsNegated) switch
        {
            (false, false) => call,
            (false, true) => "!" + call,
            (true, true) => $"!({guards}{call})",
            (true, false) => standsAlone ? guards + call : $"({guards}{call})",
        };
    }

    /// <summary>One side as bytes; null when it is neither text nor bytes in one run.</summary>
    private static (string Code, bool IsText, string Guard)? Bytes(Place side, string name, Plan plan)
    {
        var type = side.Model.GetTypeInfo(side.Node).Type;
        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte })
        {
            return (Bare(side.Node).ToString(), false, "");
        }

        if (type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] })
        {
            var view = type.Name switch
            {
                "Span" or "ReadOnlySpan" or "ArraySegment" => "",
                "Memory" or "ReadOnlyMemory" => ".Span",
                "ImmutableArray" => ".AsSpan()",
                _ => null,
            };
            return view is null ? null : ((view.Length == 0 ? Bare(side.Node).ToString() : Primary(side.Node)) + view, false, "");
        }

        if (plan.Property(side, "System.Text.Encoding", "UTF8") is not { } encoding)
        {
            return null;
        }

        if (type is { Name: "StringValues", ContainingNamespace.Name: "Primitives" })
        {
            return ($"{encoding}.GetBytes({Primary(side.Node)}.ToString())", true, "");
        }

        if (type?.SpecialType != SpecialType.System_String)
        {
            return null;
        }

        if (!MayBeNull(side))
        {
            return ($"{encoding}.GetBytes({Bare(side.Node)})", true, "");
        }

        var variable = UnusedName.At(side, name, taken => IsDeclaredNearby(side, taken));
        return ($"{encoding}.GetBytes({variable})", true, $"{Primary(side.Node)} is {{ }} {variable} && ");
    }

    /// <summary>A variable of the same method, further down or in another branch.</summary>
    private static bool IsDeclaredNearby(Place place, string name) =>
        place.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && member.DescendantTokens().Any(token => token.ValueText == name && token.Parent is (SingleVariableDesignationSyntax or VariableDeclaratorSyntax or ParameterSyntax));

    private static bool MayBeNull(Place text)
    {
        var state = text.Model.GetTypeInfo(text.Node).Nullability.FlowState;
        if (state != NullableFlowState.None || text.Model.GetConstantValue(text.Node).HasValue || text.Node is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
        {
            return state == NullableFlowState.MaybeNull;
        }

        // The code says nothing about null: what it calls may.
        return text.Model.GetSymbolInfo(text.Node).Symbol switch
        {
            IMethodSymbol method => method.ReturnNullableAnnotation != NullableAnnotation.NotAnnotated,
            IPropertySymbol property => property.NullableAnnotation != NullableAnnotation.NotAnnotated,
            _ => true,
        };
    }

    /// <summary>An argument needs no parentheses.</summary>
    private static SyntaxNode Bare(SyntaxNode node) => node is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : node;

    /// <summary>An expression as something whose members can be named.</summary>
    private static string Primary(SyntaxNode node) => node is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or InvocationExpressionSyntax
        or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or ThisExpressionSyntax ? node.ToString() : $"({node})";
}
