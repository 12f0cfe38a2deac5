using System.Reflection;

namespace SealedSessions.Testing;

/// <summary>Types as C# writes them, with their namespaces and with what may be null.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal", [typeof(double)] = "double",
        [typeof(float)] = "float", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(object)] = "object", [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short", [typeof(string)] = "string", [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(ushort)] = "ushort",
        [typeof(void)] = "void",
    };

    public static string Of(ParameterInfo parameter) => Of(new NullabilityInfoContext().Create(parameter), parameter.ParameterType);

    public static string Of(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property), property.PropertyType);

    public static string Of(FieldInfo field) => Of(new NullabilityInfoContext().Create(field), field.FieldType);

    public static string Of(EventInfo @event) => Of(new NullabilityInfoContext().Create(@event), @event.EventHandlerType!);

    public static string Of(Type type) => Of(null, type);

    private static string Of(NullabilityInfo? nullability, Type type)
    {
        if (type.IsByRef)
        {
            return Of(nullability?.ElementType ?? nullability, type.GetElementType()!);
        }

        var isNullable = nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable };
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        var text = type.IsArray ? $"{Of(nullability?.ElementType, type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
            : Keywords.TryGetValue(type, out var keyword) ? keyword
            : type.IsGenericParameter ? type.Name
            : Named(nullability, type);

        // Of a type parameter it is not known whether somebody wrote the question mark.
        return isNullable && !type.IsValueType && !type.IsGenericParameter ? $"{text}?" : text;
    }

    private static string Named(NullabilityInfo? nullability, Type type)
    {
        var outer = type.DeclaringType is { } declaring ? Of(declaring) : type.Namespace;
        var name = $"{outer}.{type.Name.Split('`')[0]}";
        var arguments = type.GetGenericArguments();

        // A nested type has those of the outer one as well.
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        if (arguments.Length == inherited)
        {
            return name;
        }

        var given = nullability?.GenericTypeArguments;
        var texts = arguments.Select((argument, i) => Of(given is not null && i < given.Length ? given[i] : null, argument)).Skip(inherited);
        return $"{name}<{string.Join(", ", texts)}>";
    }
}
