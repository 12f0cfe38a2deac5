using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>An object that a call is given by name and that nothing in sight made: it can be set just before the call.</summary>
internal static class OptionsVariable
{
    /// <summary>Mends the assignments that are wrong; where there are none, adds one.</summary>
    public static bool Set(Finding finding, Setting[] settings, Plan plan)
    {
        var place = finding.Anchor;
        if (place.Node is not InvocationExpressionSyntax call || Variable(place, call, finding.Member) is not { } variable)
        {
            return false;
        }

        var type = place.Model.GetTypeInfo(variable).Type;
        foreach (var setting in settings)
        {
            var path = MemberPath.Sibling(finding.Member, setting.Member);
            var writes = VariableWrites.Of(place, place.Model.GetSymbolInfo(variable).Symbol, path).Where(write => write.Node.SpanStart < call.SpanStart);
            if (WrittenValue.Rewrite(writes, [setting], plan))
            {
                continue;
            }

            if (Statement(call, variable, place.Model) is not { } holder || MemberPath.Resolve(type, path) is not { } property || plan.Value(place, path, property, setting) is not { } value)
            {
                return false;
            }

            var code = $"{variable}.{path} = {value};";
            plan.Add(holder is StatementSyntax statement
                ? InsertStatement.Of(place, statement, code, after: false)
                : new AddToBody(place.Document.Id, holder, code, First: true, place.Layout));
        }

        return true;
    }

    /// <summary>The only argument, or the receiver, that has the member, when it is a local or a parameter that is not null.</summary>
    private static IdentifierNameSyntax? Variable(Place place, InvocationExpressionSyntax call, string member)
    {
        var receiver = call.Expression is MemberAccessExpressionSyntax access ? access.Expression : null;
        var candidates = call.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .Concat(receiver is null ? Enumerable.Empty<ExpressionSyntax>() : new[] { receiver })
            .Where(expression => MemberPath.Resolve(place.Model.GetTypeInfo(expression).Type, member) is { SetMethod.IsInitOnly: false })
            .ToList();
        return candidates is [IdentifierNameSyntax name]
            && place.Model.GetSymbolInfo(name).Symbol is ILocalSymbol or IParameterSymbol
            && place.Model.GetTypeInfo(name).Nullability.FlowState != NullableFlowState.MaybeNull
            ? name
            : null;
    }

    /// <summary>The statement to stand before, or the lambda or method whose body is nothing but the call.</summary>
    private static SyntaxNode? Statement(InvocationExpressionSyntax call, IdentifierNameSyntax variable, SemanticModel model)
    {
        foreach (var node in call.Ancestors())
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax:
                    return Body.FunctionOf(call, model);
                case ExpressionStatementSyntax or ReturnStatementSyntax or LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax }:
                    return DeclaresIn(node, variable) ? null : node;
                case StatementSyntax:
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>A variable that comes to be in the statement itself cannot be set before it.</summary>
    private static bool DeclaresIn(SyntaxNode statement, IdentifierNameSyntax variable) =>
        statement.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Any(designation => designation.Identifier.ValueText == variable.Identifier.ValueText);
}
