using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using Xunit;

namespace SealedSessions.Testing;

/// <summary>The public API of an assembly as text, kept in a file beside its project, so that no change of it goes unseen.</summary>
public static class PublicApi
{
    /// <summary>
    /// Compares with PublicAPI.net10.0.txt, or that of the framework that the assembly was built for, in a folder. With UPDATE_BASELINES=1
    /// it writes the file.
    /// </summary>
    public static void Verify(Assembly assembly, string folder)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            Write(assembly, folder);
        }

        Compare(assembly, folder);
    }

    /// <summary>Writes the file of an assembly, whatever UPDATE_BASELINES says.</summary>
    public static void Write(Assembly assembly, string folder) => File.WriteAllText(FileOf(assembly, folder), Of(assembly.GetExportedTypes()));

    /// <summary>Fails where the file in a folder is not the assembly's, whatever UPDATE_BASELINES says.</summary>
    public static void Compare(Assembly assembly, string folder)
    {
        var file = FileOf(assembly, folder);
        Assert.True(File.Exists(file), $"{file} is missing. UPDATE_BASELINES=1 ./test.sh writes it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), Of(assembly.GetExportedTypes()));
    }

    /// <summary>One line for each type and member, in an order that does not depend on that in the sources.</summary>
    public static string Of(IEnumerable<Type> types) => string.Concat(types
        .OrderBy(static type => type.FullName, StringComparer.Ordinal)
        .SelectMany(static type => Members(type).Prepend(Declaration(type)))
        .Select(static line => line + "\n"));

    private static string FileOf(Assembly assembly, string folder)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var framework = new FrameworkName(assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
        return Path.Combine(folder, $"PublicAPI.net{framework.Version.ToString(2)}.txt");
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var lines = type.GetMembers(declared).Select(member => member switch
        {
            ConstructorInfo constructor when IsVisible(constructor) => $"{Modifiers(constructor)}{Plain(type.Name)}({Parameters(constructor)})",
            MethodInfo method when IsVisible(method) && !IsAccessor(method) => Line(method),
            PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => Line(property),
            FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => Line(field),
            EventInfo @event when IsVisible(@event.AddMethod!) => $"{Modifiers(@event.AddMethod!)}event {TypeText.Of(@event)} {@event.Name}",
            _ => null,
        });
        return lines.OfType<string>().Order(StringComparer.Ordinal).Select(static line => $"    {line}");
    }

    private static string Declaration(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = new[] { type.BaseType }
            .Where(static parent => parent is not null && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().OrderBy(static each => each.ToString(), StringComparer.Ordinal))
            .Select(static each => TypeText.Of(each!));
        if (type.IsEnum && Enum.GetUnderlyingType(type) != typeof(int))
        {
            bases = bases.Append(TypeText.Of(Enum.GetUnderlyingType(type)));
        }

        var list = string.Join(", ", bases);
        var attributes = string.Concat(type.GetCustomAttributesData()
            .Where(static attribute => attribute.AttributeType == typeof(FlagsAttribute) || attribute.AttributeType == typeof(ObsoleteAttribute) || attribute.AttributeType == typeof(AttributeUsageAttribute))
            .Select(static attribute => $"{attribute} "));
        return $"{attributes}{kind} {TypeText.Of(type)}{(list.Length > 0 ? $" : {list}" : "")}{Constraints(type.IsGenericTypeDefinition ? type.GetGenericArguments() : [])}";
    }

    private static string Line(MethodInfo method)
    {
        var arguments = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var generic = arguments.Length > 0 ? $"<{string.Join(", ", arguments.Select(static argument => argument.Name))}>" : "";
        return $"{Modifiers(method)}{TypeText.Of(method.ReturnParameter)} {method.Name}{generic}({Parameters(method)}){Constraints(arguments)}";
    }

    private static string Line(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).Select(accessor =>
            (accessor.IsPublic ? "" : "protected ")
            + (accessor == property.GetMethod ? "get"
                : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set"));
        var required = property.CustomAttributes.Any(static attribute => attribute.AttributeType.Name == "RequiredMemberAttribute") ? "required " : "";
        var index = property.GetIndexParameters();
        return $"{Modifiers(property.GetAccessors(nonPublic: true).First(IsVisible))}{required}{TypeText.Of(property)} {property.Name}"
            + (index.Length > 0 ? $"[{string.Join(", ", index.Select(Parameter))}]" : "") + $" {{ {string.Join("; ", accessors)}; }}";
    }

    private static string Line(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
        {
            return $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
        }

        var modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        return $"{(field.IsPublic ? "" : "protected ")}{modifiers}{TypeText.Of(field)} {field.Name}{(field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "")}";
    }

    private static string Modifiers(MethodBase method)
    {
        var isOverride = method is MethodInfo { IsVirtual: true } overriding && overriding.GetBaseDefinition() != overriding;
        return (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "")
            + (method.DeclaringType!.IsInterface ? (method.IsAbstract || method.IsStatic ? "" : "default ")
                : method.IsAbstract ? "abstract "
                : isOverride ? (method.IsFinal ? "sealed override " : "override ")
                : method.IsVirtual && !method.IsFinal ? "virtual " : "");
    }

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.IsIn && parameter.ParameterType.IsByRef ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var isParams = parameter.CustomAttributes.Any(static attribute => attribute.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute");
        return $"{(isParams ? "params " : "")}{direction}{TypeText.Of(parameter)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {(parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType ? "default" : Literal(parameter.RawDefaultValue))}" : "");
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Select(static argument =>
    {
        var attributes = argument.GenericParameterAttributes;
        var constraints = argument.GetGenericParameterConstraints().Where(static each => each != typeof(ValueType)).Select(static each => TypeText.Of(each));
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            constraints = constraints.Prepend("class");
        }

        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            constraints = constraints.Prepend("struct");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            constraints = constraints.Append("new()");
        }

        var list = string.Join(", ", constraints);
        return list.Length > 0 ? $" where {argument.Name} : {list}" : "";
    }));

    private static bool IsVisible(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Plain(string name) => name.Split('`')[0];
}
