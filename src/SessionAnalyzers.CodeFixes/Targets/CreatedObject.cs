using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>An object that is made in sight: its initialiser says what its members hold, unless a later assignment does.</summary>
internal static class CreatedObject
{
    /// <summary>Mends the assignments that are wrong; where there are none, adds the member to the initialiser.</summary>
    public static bool Set(Finding finding, Setting[] settings, Plan plan) =>
        finding.Creations.Any() && settings.All(setting => Set(finding, setting, plan));

    private static bool Set(Finding finding, Setting setting, Plan plan)
    {
        var path = MemberPath.Sibling(finding.Member, setting.Member);
        var isReported = path == finding.Member;
        foreach (var creation in finding.Creations)
        {
            // The rule names the assignments of the reported member; those of another one are looked for.
            var later = (isReported ? finding.Writes.Where(static write => write.Node.Parent is not InitializerExpressionSyntax) : Later(creation, path)).ToList();
            var isMended = WrittenValue.Rewrite(later, [setting], plan);
            var isDecided = isReported ? isMended && later.All(write => IsOnEveryPath(write.Node, creation.Node)) : later.Count > 0;
            if (!isDecided && !Initialise(creation, path, setting, isReported && !isMended, plan))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Initialise(Place creation, string path, Setting setting, bool isWrong, Plan plan)
    {
        var node = (BaseObjectCreationExpressionSyntax)creation.Node;
        if (node.Initializer is { ContainsDirectives: true } or { Expressions: [not AssignmentExpressionSyntax, ..] }
            || MemberPath.Resolve(creation.Model.GetTypeInfo(node).Type, path) is not { } property)
        {
            return false;
        }

        var element = node.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(element => element.Left is IdentifierNameSyntax left && left.Identifier.ValueText == path);
        if (element is null)
        {
            if (plan.Value(creation, path, property, setting) is not { } value)
            {
                return false;
            }

            plan.Add(new SetInInitializer(creation.Document.Id, node, path, value, creation.Layout));
            return true;
        }

        // An initialiser may set a member once; what it sets it to is wrong if it was reported and looks no better.
        if (!WrittenValue.Rewrite([creation.At(element)], [setting], plan)
            && isWrong
            && !(creation.Model.GetConstantValue(element.Right) is { HasValue: true } constant && setting.IsSafe(property.Type, constant.Value))
            && plan.Value(creation, path, property, setting) is { } other)
        {
            plan.Add(new ReplaceExpression(creation.Document.Id, element.Right, other));
        }

        return true;
    }

    /// <summary>The assignments of a member to the variable that the object is made for.</summary>
    private static IEnumerable<Place> Later(Place creation, string path) => VariableWrites.Of(
        creation,
        creation.Node.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => creation.Model.GetDeclaredSymbol(declarator),
            AssignmentExpressionSyntax assignment => creation.Model.GetSymbolInfo(assignment.Left).Symbol,
            _ => null,
        },
        path);

    /// <summary>Whether an assignment is not in a branch below the statement that makes the object.</summary>
    private static bool IsOnEveryPath(SyntaxNode write, SyntaxNode creation) =>
        VariableWrites.Scope(write) != VariableWrites.Scope(creation)
        || List(write) == List(creation);

    private static SyntaxNode? List(SyntaxNode node) => node.FirstAncestorOrSelf<StatementSyntax>() is { } statement ? StatementList.Holder(statement) : null;
}
