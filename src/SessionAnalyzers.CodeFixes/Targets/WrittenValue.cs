using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>An assignment whose right side is not safe: a constant, one of several constants, or a variable that holds one.</summary>
internal static class WrittenValue
{
    /// <summary>Writes safe values; false when nothing there is known to be unsafe.</summary>
    public static bool Rewrite(IEnumerable<Place> writes, Setting[] settings, Plan plan)
    {
        var done = false;
        foreach (var write in writes)
        {
            var assignment = (AssignmentExpressionSyntax)write.Node;
            if (write.Model.GetSymbolInfo(assignment.Left).Symbol is IPropertySymbol property
                && settings.FirstOrDefault(setting => setting.Member == property.Name) is { } setting)
            {
                done |= Rewrite(write.At(assignment.Right), property, setting, plan);
            }
        }

        return done;
    }

    private static bool Rewrite(Place right, IPropertySymbol property, Setting setting, Plan plan)
    {
        var outcomes = Outcomes((ExpressionSyntax)right.Node).ToList();
        var isUnsafe = outcomes.Select(outcome => Constant(right.Model, outcome) is { HasValue: true } constant && !setting.IsSafe(property.Type, constant.Value)).ToList();
        if (!isUnsafe.Contains(true) || plan.Value(right, property.Name, property, setting) is not { } value)
        {
            return false;
        }

        // What would choose between equal values need not choose.
        var others = outcomes.Where((_, index) => !isUnsafe[index]);
        if (others.All(other => Constant(right.Model, other) is { HasValue: true } constant && Equals(constant.Value, Written(setting, property.Type))))
        {
            plan.Add(new ReplaceExpression(right.Document.Id, right.Node, value));
            return true;
        }

        foreach (var outcome in outcomes.Where((_, index) => isUnsafe[index]))
        {
            plan.Add(new ReplaceExpression(right.Document.Id, outcome, value));
        }

        return true;
    }

    private static object? Written(Setting setting, ITypeSymbol type) => setting.Field(type) is { } field ? field.ConstantValue : setting.Display(type) switch
    {
        "true" => true,
        "false" => false,
        var text => text?.Trim('"'),
    };

    private static IEnumerable<ExpressionSyntax> Outcomes(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Outcomes(inner.Expression),
        ConditionalExpressionSyntax choice => Outcomes(choice.WhenTrue).Concat(Outcomes(choice.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(static arm => Outcomes(arm.Expression)),
        _ => new[] { expression },
    };

    /// <summary>A constant, or a local that is given one and never anything else.</summary>
    private static Optional<object?> Constant(SemanticModel model, ExpressionSyntax expression)
    {
        if (model.GetConstantValue(expression) is { HasValue: true } constant)
        {
            return constant;
        }

        return model.GetSymbolInfo(expression).Symbol is ILocalSymbol local
            && local.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            && !IsWrittenElsewhere(model, local, declarator)
            ? model.GetConstantValue(value)
            : default;
    }

    private static bool IsWrittenElsewhere(SemanticModel model, ILocalSymbol local, SyntaxNode declarator) =>
        declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.Parent?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == local.Name
            && name.Parent is AssignmentExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not 0 }
            && !(name.Parent is AssignmentExpressionSyntax assignment && assignment.Left != name)
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)) == true;
}
