using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>An expression that gives a duration or a moment too far away: <c>TimeSpan.FromDays(90)</c>, <c>DateTime.UtcNow.AddYears(1)</c>.</summary>
internal static class ShorterTime
{
    /// <summary>Writes the limit where the expressions go beyond it; null when none is known to.</summary>
    /// <returns>What is written, as a title shows it.</returns>
    public static string? Write(IReadOnlyList<Place> values, TimeSpan limit, Plan plan)
    {
        string? title = null;
        var outcomes = values.SelectMany(static value => Outcomes((ExpressionSyntax)value.Node).Select(value.At)).Select(Source).ToList();
        foreach (var outcome in outcomes)
        {
            // One of several has to be seen to be too long.
            if ((outcomes.Count == 1 || Length(outcome.Model, (ExpressionSyntax)outcome.Node) > limit) && Edit(outcome, limit, plan) is { } edit)
            {
                plan.Add(edit);
                title ??= edit.Code;
            }
        }

        return title;
    }

    /// <summary>A duration as code, where <c>TimeSpan</c> is in reach.</summary>
    public static string Code(TimeSpan duration)
    {
        var (amount, unit) = Amount(duration);
        return $"TimeSpan.From{unit}({amount})";
    }

    private static IEnumerable<ExpressionSyntax> Outcomes(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Outcomes(inner.Expression),
        ConditionalExpressionSyntax choice => Outcomes(choice.WhenTrue).Concat(Outcomes(choice.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(static arm => Outcomes(arm.Expression)),
        _ => new[] { expression },
    };

    /// <summary>A local that is given a value once stands for that value.</summary>
    private static Place Source(Place value)
    {
        if (value.Node is IdentifierNameSyntax
            && value.Model.GetSymbolInfo(value.Node).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initial }
            && Outcomes(initial).Count() == 1
            && value.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
                name.Identifier.ValueText == local.Name && name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name) == false)
        {
            return value.At(initial);
        }

        return value;
    }

    private static ReplaceExpression? Edit(Place outcome, TimeSpan limit, Plan plan)
    {
        var model = outcome.Model;
        var added = outcome.Node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" }, ArgumentList.Arguments: [{ Expression: var span }] } => span,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsDate(model, sum.Left) => sum.Right,
            _ => null,
        };
        if (added is not null && Named(model, added) is { Name: "TimeSpan" } addedType)
        {
            return new ReplaceExpression(outcome.Document.Id, added, Span(outcome, addedType, limit, plan));
        }

        var (amount, unit) = Amount(limit);
        var start = (ExpressionSyntax)outcome.Node;
        while (start is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var name } }
            && name.StartsWith("Add", StringComparison.Ordinal) && IsDate(model, receiver))
        {
            start = receiver;
        }

        if (start != outcome.Node)
        {
            return new ReplaceExpression(outcome.Document.Id, outcome.Node, $"{start}.Add{unit}({amount})");
        }

        return Named(model, (ExpressionSyntax)outcome.Node) switch
        {
            { Name: "TimeSpan" } span => new ReplaceExpression(outcome.Document.Id, outcome.Node, Span(outcome, span, limit, plan)),
            { Name: "DateTime" or "DateTimeOffset" } date => new ReplaceExpression(outcome.Document.Id, outcome.Node, $"{plan.Type(outcome, date)}.UtcNow.Add{unit}({amount})"),
            _ => null,
        };
    }

    private static string Span(Place place, INamedTypeSymbol type, TimeSpan limit, Plan plan)
    {
        var (amount, unit) = Amount(limit);
        return $"{plan.Type(place, type)}.From{unit}({amount})";
    }

    /// <summary>As people say it: 30 days, 24 hours, 90 minutes.</summary>
    private static (string Amount, string Unit) Amount(TimeSpan limit)
    {
        var (count, unit) = limit.Ticks switch
        {
            var ticks when ticks >= 2 * TimeSpan.TicksPerDay && ticks % TimeSpan.TicksPerDay == 0 => (ticks / TimeSpan.TicksPerDay, "Days"),
            var ticks when ticks % TimeSpan.TicksPerHour == 0 => (ticks / TimeSpan.TicksPerHour, "Hours"),
            var ticks when ticks % TimeSpan.TicksPerMinute == 0 => (ticks / TimeSpan.TicksPerMinute, "Minutes"),
            var ticks => (ticks / TimeSpan.TicksPerSecond, "Seconds"),
        };
        return (count.ToString(CultureInfo.InvariantCulture), unit);
    }

    /// <summary>How far an expression reaches, as it is written; null when its text does not say.</summary>
    private static TimeSpan? Length(SemanticModel model, ExpressionSyntax expression)
    {
        switch (expression)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MaxValue" }:
                return TimeSpan.MaxValue;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Length(model, sum.Right);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, ArgumentList.Arguments: [{ Expression: var argument }, ..] }:
                return name == "Add" ? Length(model, argument) : Ticks(name) is { } unit && Number(model, argument) is { } count ? Scaled(count, unit) : null;
            default:
                return null;
        }
    }

    private static double? Number(SemanticModel model, ExpressionSyntax expression) =>
        model.GetConstantValue(expression) is { HasValue: true, Value: var number } && number is int or long or double ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : null;

    private static TimeSpan Scaled(double count, long unit) => count * unit >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : new TimeSpan((long)(count * unit));

    private static long? Ticks(string method) => method switch
    {
        "FromYears" or "AddYears" => 365 * TimeSpan.TicksPerDay,
        "FromMonths" or "AddMonths" => 30 * TimeSpan.TicksPerDay,
        "FromDays" or "AddDays" => TimeSpan.TicksPerDay,
        "FromHours" or "AddHours" => TimeSpan.TicksPerHour,
        "FromMinutes" or "AddMinutes" => TimeSpan.TicksPerMinute,
        "FromSeconds" or "AddSeconds" => TimeSpan.TicksPerSecond,
        _ => null,
    };

    private static bool IsDate(SemanticModel model, ExpressionSyntax expression) => model.GetTypeInfo(expression).Type?.Name is "DateTime" or "DateTimeOffset";

    /// <summary>The type of an expression, or what it is converted to, without the question mark.</summary>
    private static INamedTypeSymbol? Named(SemanticModel model, ExpressionSyntax expression)
    {
        var info = model.GetTypeInfo(expression);
        return (info.Type ?? info.ConvertedType) switch
        {
            INamedTypeSymbol { Name: "Nullable", TypeArguments: [INamedTypeSymbol inner] } => inner,
            INamedTypeSymbol named => named,
            _ => null,
        };
    }
}
