using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>The test of a result that leaves the method where the result says no.</summary>
internal static class ResultGuard
{
    /// <summary>Before the statement that reads the result; null where it cannot stand there.</summary>
    public static Edit? Before(Place place, IdentifierNameSyntax result, string gate, Plan plan)
    {
        if (Statement(result) is not { } statement
            || place.Model.GetSymbolInfo(result).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } local
            || statement.Span.Contains(declaration.Span)
            || Failure(place.At(statement), local.Type, plan) is not { } failure)
        {
            return null;
        }

        return InsertStatement.Of(place, statement, Lines(place, statement, result.Identifier.ValueText, gate, failure), after: false);
    }

    /// <summary>After the call whose result nobody reads.</summary>
    public static Edit? After(Place place, InvocationExpressionSyntax call, string gate, Plan plan)
    {
        ExpressionSyntax value = call;
        if (value.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
        {
            value = configured;
        }

        if (value.Parent is not AwaitExpressionSyntax awaited || Statement(call) is not { } statement || Failure(place.At(statement), place.Model.GetTypeInfo(awaited).Type, plan) is not { } failure)
        {
            return null;
        }

        switch (awaited.Parent)
        {
            case ExpressionStatementSyntax:
                var name = UnusedName.At(place, "result", taken => place.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantTokens().Any(token => token.ValueText == taken) == true);
                return WriteStatements.Of(place.At(awaited), [$"var {name} = {awaited.WithoutTrivia()};", $"if (!{name}.{gate})", "{", (Layout.BeginsLine(statement.GetFirstToken()) ? place.Layout.Unit : "") + failure, "}"]);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable, Parent: VariableDeclarationSyntax { Variables.Count: 1 } } }:
                return InsertStatement.Of(place, statement, Lines(place, statement, variable, gate, failure), after: true);
            default:
                return null;
        }
    }

    private static string Lines(Place place, StatementSyntax beside, string name, string gate, string failure)
    {
        if (!Layout.BeginsLine(beside.GetFirstToken()))
        {
            return $"if (!{name}.{gate}) {{ {failure} }}";
        }

        var line = place.Layout.EndOfLine + Layout.Indentation(beside.GetFirstToken());
        return $"if (!{name}.{gate}){line}{{{line}{place.Layout.Unit}{failure}{line}}}";
    }

    private static string? Failure(Place place, ITypeSymbol? result, Plan plan) => result?.Name switch
    {
        "AuthorizationResult" => FailureValue.Of(place, plan, "Forbid", "System.UnauthorizedAccessException"),
        "TokenValidationResult" => FailureValue.Of(place, plan, "Unauthorized", "Microsoft.IdentityModel.Tokens.SecurityTokenException", "System.UnauthorizedAccessException"),
        "IdentityResult" => FailureValue.Of(place, plan, "BadRequest", "System.InvalidOperationException"),
        _ => FailureValue.Of(place, plan, "Unauthorized", "System.UnauthorizedAccessException"),
    };

    /// <summary>The statement of a list before or after which another may stand.</summary>
    private static StatementSyntax? Statement(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(static outer => outer is StatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax) is StatementSyntax
            and (ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax or IfStatementSyntax or ThrowStatementSyntax or ForEachStatementSyntax)
            and { Parent: not (ElseClauseSyntax or LabeledStatementSyntax) and var holder } statement
            && !(statement is LocalDeclarationStatementSyntax && holder is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
            ? (StatementSyntax)statement
            : null;
}
