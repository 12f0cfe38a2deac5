using Microsoft.CodeAnalysis;

namespace SessionAnalyzers;

/// <summary>A member and its safe values, the one to write first: names of enum members, or literals. Its type decides which of them it knows.</summary>
/// <param name="member">The property.</param>
/// <param name="values">Safe values.</param>
internal sealed class Setting(string member, params string[] values)
{
    public string Member { get; } = member;

    /// <summary>The value as a title shows it and, where nothing else has its name, as the code does; null when the type knows none.</summary>
    public string? Display(ITypeSymbol type) => Field(type) is { } field ? field.ContainingType.Name + "." + field.Name : Literal(type);

    /// <summary>The enum member to write; null for another type.</summary>
    public IFieldSymbol? Field(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        ? values.SelectMany(value => type.GetMembers(value)).OfType<IFieldSymbol>().FirstOrDefault()
        : null;

    public bool IsSafe(ITypeSymbol type, object? constant) => type.TypeKind == TypeKind.Enum
        ? values.SelectMany(value => type.GetMembers(value)).OfType<IFieldSymbol>().Any(field => Equals(field.ConstantValue, constant))
        : constant switch
        {
            bool flag => values.Contains(flag ? "true" : "false"),
            string text => values.Contains("\"" + text + "\""),
            null => values.Contains("null"),
            _ => false,
        };

    private string? Literal(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => values.FirstOrDefault(static value => value is "true" or "false"),
        SpecialType.System_String => values.FirstOrDefault(static value => value[0] == '"' || value == "null"),
        _ when type.Name == "TimeSpan" => values.FirstOrDefault(static value => value.StartsWith("TimeSpan.", StringComparison.Ordinal)),
        _ => null,
    };
}
