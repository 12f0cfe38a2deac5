using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SealedSessions.Testing;

/// <summary>What the documentation of an assembly states as the values of its constants and the defaults of its options, and what they are.</summary>
public static partial class StatedDefaults
{
    /// <summary>Members that may be set and need not be, constants, and fixed values: all that has a default which somebody relies on.</summary>
    public static IEnumerable<string> Expected(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var type in assembly.GetExportedTypes().Where(static type => !type.IsEnum))
        {
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                yield return $"F:{Name(type)}.{field.Name}";
            }

            foreach (var property in type.GetConstructor([]) is null ? [] : type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                var isSettable = property.SetMethod?.IsPublic == true || typeof(IEnumerable).IsAssignableFrom(property.PropertyType);
                if (isSettable && !property.CustomAttributes.Any(static attribute => attribute.AttributeType.Name == "RequiredMemberAttribute"))
                {
                    yield return $"P:{Name(type)}.{property.Name}";
                }
            }
        }
    }

    /// <summary>Members by their ids in the documentation, with what is stated and what is so.</summary>
    public static IReadOnlyDictionary<string, (string Stated, string Actual)> Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return Of(assembly, XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));
    }

    /// <summary>The same, from another text.</summary>
    public static IReadOnlyDictionary<string, (string Stated, string Actual)> Of(Assembly assembly, XDocument documentation)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(documentation);
        return documentation.Descendants("member")
            .Where(static member => member.Element("value") is not null)
            .ToDictionary(
                static member => member.Attribute("name")!.Value,
                member => (Stated(assembly, member.Element("value")!), Text(Read(assembly, member.Attribute("name")!.Value))));
    }

    /// <summary>The value itself: what is behind a comma or colon explains it.</summary>
    private static string Stated(Assembly assembly, XElement value)
    {
        if (value.FirstNode is XElement { Name.LocalName: "see" } reference)
        {
            return Text(Read(assembly, reference.Attribute("cref")!.Value));
        }

        var text = value.Value.Split(':', ',')[0].Trim();
        var time = Time().Match(text);
        return time.Success ? Text(Duration(int.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture), time.Groups[2].Value)) : text;
    }

    private static TimeSpan Duration(int count, string unit) => unit switch
    {
        "millisecond" => TimeSpan.FromMilliseconds(count),
        "second" => TimeSpan.FromSeconds(count),
        "minute" => TimeSpan.FromMinutes(count),
        "hour" => TimeSpan.FromHours(count),
        _ => TimeSpan.FromDays(count),
    };

    private static object? Read(Assembly assembly, string id)
    {
        var end = id.LastIndexOf('.');
        var definition = assembly.GetType(id[2..end]) ?? typeof(object).Assembly.GetType(id[2..end], throwOnError: true)!;

        // Any argument will do: defaults do not depend on it.
        var type = definition.IsGenericTypeDefinition ? definition.MakeGenericType(Array.ConvertAll(definition.GetGenericArguments(), static _ => typeof(string))) : definition;
        var name = id[(end + 1)..];
        return id[0] == 'F'
            ? type.GetField(name)!.GetValue(null)
            : type.GetProperty(name)!.GetValue(type.GetProperty(name)!.GetMethod!.IsStatic ? null : Activator.CreateInstance(type));
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable items => items.Cast<object>().Any() ? "not empty" : "empty",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    [GeneratedRegex("^(\\d+) (millisecond|second|minute|hour|day)s?$")]
    private static partial Regex Time();
}
