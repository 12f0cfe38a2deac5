using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>A call that registers something and takes, or could take, a callback that configures its options.</summary>
internal static class Registration
{
    private static readonly string[] Names = ["options", "o", "cookieOptions", "configured"];

    /// <summary>Mends the assignments that are wrong; where there are none, adds one to the callback, which may have to be made.</summary>
    public static bool Configure(Finding finding, Setting[] settings, Plan plan)
    {
        foreach (var setting in settings)
        {
            var path = MemberPath.Sibling(finding.Member, setting.Member);
            var done = WrittenValue.Rewrite(finding.Writes, new[] { setting }, plan)
                || (finding.Callback is { } callback ? Extend(callback, path, setting, plan) : Create(finding.Anchor, path, setting, plan));
            if (!done)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Create(Place call, string path, Setting setting, Plan plan)
    {
        if (OptionsArgument.Missing(call, type => Options(type, path) is not null) is not { } parameter
            || MemberPath.Resolve(Options(parameter.Type, path), path) is not { } property
            || plan.Value(call, path, property, setting) is not { } value)
        {
            return false;
        }

        var taken = call.Model.LookupSymbols(call.Node.SpanStart).Where(static symbol => symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol).Select(static symbol => symbol.Name);
        var name = Names.Except(taken).FirstOrDefault();
        if (name is null)
        {
            return false;
        }

        OptionsArgument.Add(call, parameter, $"{name} => {name}.{path} = {value}", plan);
        return true;
    }

    /// <summary>What the delegate is given, when it has the member and gives nothing back.</summary>
    private static ITypeSymbol? Options(ITypeSymbol type, string path) =>
        type is INamedTypeSymbol { DelegateInvokeMethod: { ReturnsVoid: true, Parameters: [var options] } } && MemberPath.Resolve(options.Type, path) is not null
            ? options.Type
            : null;

    private static bool Extend(Place callback, string path, Setting setting, Plan plan)
    {
        var method = callback.Node is AnonymousFunctionExpressionSyntax
            ? callback.Model.GetSymbolInfo(callback.Node).Symbol as IMethodSymbol
            : callback.Model.GetDeclaredSymbol(callback.Node) as IMethodSymbol;
        var options = method is { ReturnsVoid: true } ? method.Parameters.FirstOrDefault(parameter => MemberPath.Resolve(parameter.Type, path) is not null) : null;
        if (options is null || MemberPath.Resolve(options.Type, path) is not { } property)
        {
            return false;
        }

        var block = Body.Block(callback.Node);
        var expression = Body.Expression(callback.Node);
        var inside = callback.At(expression ?? block?.Statements.FirstOrDefault() ?? (SyntaxNode?)block ?? callback.Node);
        if ((block is null && expression is null or ThrowExpressionSyntax) || plan.Value(inside, path, property, setting) is not { } value
            || callback.Node is AnonymousMethodExpressionSyntax { ParameterList: null })
        {
            return false;
        }

        var code = $"{options.Name}.{path} = {value};";
        if (block is not { Statements.Count: > 0 })
        {
            plan.Add(new AddToBody(callback.Document.Id, callback.Node, code, First: false, callback.Layout));
            return true;
        }

        return Position(block, options.Name + "." + MemberPath.First(path)) is var (beside, after)
            && AddBeside(callback, beside, code, after, plan);
    }

    private static bool AddBeside(Place callback, StatementSyntax beside, string code, bool after, Plan plan)
    {
        plan.Add(InsertStatement.Of(callback, beside, code, after));
        return true;
    }

    /// <summary>Below what is already said about the cookie, else at the end; where the callback may return early, at the start.</summary>
    private static (StatementSyntax Beside, bool After)? Position(BlockSyntax block, string subject)
    {
        var related = block.Statements.LastOrDefault(statement =>
            statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: var left } }
            && (left.ToString() == subject || left.ToString().StartsWith(subject + ".", StringComparison.Ordinal)));
        var returns = block.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
            .FirstOrDefault(static node => node is ReturnStatementSyntax or ThrowStatementSyntax);
        if (returns is null || related?.SpanStart < returns.SpanStart)
        {
            return (related ?? block.Statements.Last(), true);
        }

        return related is null ? (block.Statements.First(), false) : null;
    }
}
