using Microsoft.CodeAnalysis;

namespace SessionAnalyzers;

/// <summary>Which property is <c>Cookie.SecurePolicy</c> of this type?</summary>
internal static class MemberPath
{
    public static string Last(string path) => path.Substring(path.LastIndexOf('.') + 1);

    /// <summary>The path with another last step.</summary>
    public static string Sibling(string path, string member) => path.Substring(0, path.LastIndexOf('.') + 1) + member;

    public static string First(string path) => path.Split('.')[0];

    /// <summary>The steps below the first; empty when there is one step.</summary>
    public static string Rest(string path) => path.Contains('.') ? path.Substring(path.IndexOf('.') + 1) : "";

    /// <summary>The property that a path leads to; null when the type has none.</summary>
    public static IPropertySymbol? Resolve(ITypeSymbol? type, string path)
    {
        IPropertySymbol? property = null;
        foreach (var step in path.Split('.'))
        {
            property = Property(property?.Type ?? type, step);
            if (property is null)
            {
                return null;
            }
        }

        return property;
    }

    private static IPropertySymbol? Property(ITypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                return property;
            }
        }

        return type?.AllInterfaces.SelectMany(face => face.GetMembers(name)).OfType<IPropertySymbol>().FirstOrDefault();
    }
}
