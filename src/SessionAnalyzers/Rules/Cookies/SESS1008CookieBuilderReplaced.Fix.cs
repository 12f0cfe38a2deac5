using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1008CookieBuilderReplacedFix))]
internal sealed class SESS1008CookieBuilderReplacedFix() : SessionFix("SESS1008")
{
    private const string Keep = "SESS1008.Keep";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        var place = finding.Anchor;
        var plan = new Plan(Keep);
        if (place.Node is AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } builder } assignment
            && !builder.ContainsDirectives
            && place.Model.GetTypeInfo(builder).Type?.Name == "CookieBuilder"
            && Edit(place, assignment, builder.Initializer) is { } edit)
        {
            plan.Add(edit);
            yield return plan.Offer("Set the properties of the existing builder");
        }
    }

    private static Edit? Edit(Place place, AssignmentExpressionSyntax assignment, InitializerExpressionSyntax? initializer)
    {
        if (initializer is not { Expressions.Count: > 0 })
        {
            return RemoveAssignment.Of(place);
        }

        if (assignment.Parent is InitializerExpressionSyntax)
        {
            return new KeepInitializer(place.Document.Id, assignment);
        }

        if (!assignment.Left.DescendantNodesAndSelf().All(static node => node is MemberAccessExpressionSyntax or IdentifierNameSyntax or ThisExpressionSyntax)
            || Lines(assignment.Left.ToString(), initializer) is not { } lines)
        {
            return null;
        }

        return assignment.Parent is not ExpressionStatementSyntax && lines.Count == 1
            ? new ReplaceExpression(place.Document.Id, assignment, lines[0].TrimEnd(';'))
            : WriteStatements.Of(place, lines);
    }

    /// <summary>A statement for each element, below its comments.</summary>
    private static List<string>? Lines(string builder, InitializerExpressionSyntax initializer)
    {
        var lines = new List<string>();
        for (var i = 0; i < initializer.Expressions.Count; i++)
        {
            if (initializer.Expressions[i] is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax member } element)
            {
                return null;
            }

            var last = i < initializer.Expressions.SeparatorCount ? initializer.Expressions.GetSeparator(i).TrailingTrivia : element.GetTrailingTrivia();
            lines.AddRange(Comments(element.GetLeadingTrivia()));
            var count = lines.Count;
            if (element.Right is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.CollectionInitializerExpression } values)
            {
                lines.AddRange(values.Expressions.Select(value => $"{builder}.{member}.Add({value});"));
            }
            else if (element.Right is not InitializerExpressionSyntax)
            {
                lines.Add($"{builder}.{member} = {element.Right};");
            }

            if (lines.Count == count)
            {
                return null;
            }

            lines[lines.Count - 1] += string.Concat(Comments(last).Select(static comment => " " + comment));
        }

        return lines;
    }

    private static IEnumerable<string> Comments(SyntaxTriviaList trivia) =>
        trivia.Where(static trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia).Select(static trivia => trivia.ToString());
}
