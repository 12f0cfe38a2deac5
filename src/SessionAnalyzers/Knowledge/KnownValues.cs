using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>Framework members whose value the engine works out: durations, moments, strings and the environment of the deployed site.</summary>
internal static class KnownValues
{
    private const string ProductionName = "Production";
    private const double UnixEpochTicks = 621355968000000000;

    /// <summary>A property or field of what <paramref name="owner"/> is.</summary>
    public static Value? Of(ISymbol member, Value? owner)
    {
        if (member.ContainingType is not { } type || member is IFieldSymbol { IsConst: true })
        {
            return null;
        }

        return (type.Name, member.Name) switch
        {
            ("DateTime" or "DateTimeOffset", "UtcNow" or "Now") when IsIn(type, "System") => Value.Of(new Atom.Now(TimeSpan.Zero)),
            ("DateTimeOffset", "UtcDateTime" or "DateTime" or "LocalDateTime" or "Date") or ("DateTime", "Date") when IsIn(type, "System") => owner,
            ("Task" or "ValueTask", "Result") or ("Nullable", "Value") => owner,
            ("AntiforgeryTokenSet", "RequestToken" or "FormFieldName" or "HeaderName") => Value.Of(new Atom.Opaque(Origin.AntiforgeryToken, member)),
            ("DateTime", "Today") when IsIn(type, "System") => Value.Of(new Atom.Now(TimeSpan.Zero)),
            ("DateTime" or "DateTimeOffset", "MinValue") when IsIn(type, "System") => Value.Constant(DateTimeOffset.MinValue),
            ("DateTime" or "DateTimeOffset", "MaxValue") when IsIn(type, "System") => Value.Constant(DateTimeOffset.MaxValue),
            ("DateTime" or "DateTimeOffset", "UnixEpoch") when IsIn(type, "System") => Value.Constant(new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            ("TimeSpan", "Zero") when IsIn(type, "System") => Value.Constant(TimeSpan.Zero),
            ("TimeSpan", "MaxValue") when IsIn(type, "System") => Value.Constant(TimeSpan.MaxValue),
            ("TimeSpan", "MinValue") when IsIn(type, "System") => Value.Constant(TimeSpan.MinValue),
            ("Timeout", "InfiniteTimeSpan") when IsIn(type, "System.Threading") => Value.Constant(System.Threading.Timeout.InfiniteTimeSpan),
            ("ISession", "Id") when IsIn(type, "Microsoft.AspNetCore.Http") => Value.Of(new Atom.Opaque(Origin.SessionMaterial, member)),
            ("HttpSessionState" or "HttpSessionStateBase", "SessionID") => Value.Of(new Atom.Opaque(Origin.SessionMaterial, member)),
            ("Environment", "TickCount" or "TickCount64") when IsIn(type, "System") => Value.Of(new Atom.Opaque(Origin.Guessable, member)),
            ("HeaderNames", "SetCookie") => Value.Constant(HeaderKnowledge.SetCookie),
            ("IdentityConstants", "ApplicationScheme") => Value.Constant("Identity.Application"),
            ("IdentityConstants", "ExternalScheme") => Value.Constant("Identity.External"),
            ("IdentityConstants", "TwoFactorRememberMeScheme") => Value.Constant("Identity.TwoFactorRememberMe"),
            ("IdentityConstants", "TwoFactorUserIdScheme") => Value.Constant("Identity.TwoFactorUserId"),
            ("String", "Empty") when IsIn(type, "System") => Value.Constant(""),
            ("HttpRequest", "IsHttps") or ("HttpRequest" or "HttpRequestBase", "IsSecureConnection") => Value.Constant(true),
            ("HttpRequest", "Scheme") when IsIn(type, "Microsoft.AspNetCore.Http") => Value.Constant("https"),
            ("HttpRequest" or "HttpRequestBase", "IsLocal") => Value.Constant(false),
            ("IHostEnvironment" or "IHostingEnvironment", "EnvironmentName") => Value.Constant(ProductionName),
            ("Environments" or "EnvironmentName", "Development" or "Staging" or "Production") => Value.Constant(member.Name),
            ("Debugger", "IsAttached") when IsIn(type, "System.Diagnostics") => Value.Constant(false),
            ("HttpContext" or "HttpContextBase", "IsDebuggingEnabled") => Value.Constant(false),
            _ => null,
        };
    }

    /// <summary>A framework value made by its constructor.</summary>
    public static Value? Of(IObjectCreationOperation creation, ImmutableArray<Value> arguments)
    {
        if (creation.Type is not { Name: "TimeSpan" or "DateTime" or "DateTimeOffset" or "String" or "Guid" or "StringValues" or "StringSegment" or "ValueTask" } type)
        {
            return null;
        }

        if (arguments.IsEmpty && Default(type) is { } initial)
        {
            return initial;
        }

        return type.Name switch
        {
            "TimeSpan" when arguments.Length == 1 && Number(arguments[0]) is { } span => Value.Constant(Time.Span(span, 1)),
            "TimeSpan" when Integers(arguments) is { } parts => Span(parts),
            "DateTime" or "DateTimeOffset" when arguments.Length >= 3 && Integers(arguments.Take(3)) is [var year and >= 1 and <= 9999, var month and >= 1 and <= 12, var day and >= 1 and <= 28]
                => Value.Constant(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero)),
            "DateTime" or "DateTimeOffset" when arguments.Length >= 3 && Integers(arguments.Take(3)) is [var year and >= 1 and <= 9999, var month and >= 1 and <= 12, _]
                => Value.Constant(new DateTimeOffset(year, month, 28, 0, 0, 0, TimeSpan.Zero)),
            "DateTime" when Number(arguments[0]) is { } ticks => Value.Constant(Date(ticks)),
            "DateTimeOffset" or "StringValues" or "StringSegment" or "ValueTask" when arguments.Length >= 1 => arguments[0],
            "String" or "Guid" when arguments.Length >= 1 => null,
            _ => Value.Unknown,
        };
    }

    /// <summary>The default of a type of times; null for any other.</summary>
    public static Value? Default(ITypeSymbol? type) => type?.Name switch
    {
        "TimeSpan" when IsIn(type, "System") => Value.Constant(TimeSpan.Zero),
        "DateTime" or "DateTimeOffset" when IsIn(type, "System") => Value.Constant(DateTimeOffset.MinValue),
        _ => null,
    };

    /// <summary>A call.</summary>
    public static Value? Of(IInvocationOperation call, Value receiver, ImmutableArray<Value> arguments)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        return type?.Name switch
        {
            "TimeSpan" when IsIn(type, "System") => OfTimeSpan(method.Name, receiver, arguments),
            "DateTime" or "DateTimeOffset" when IsIn(type, "System") => OfDate(method.Name, receiver, arguments),
            "TimeProvider" or "ISystemClock" when method.Name is "GetUtcNow" or "GetLocalNow" => Value.Of(new Atom.Now(TimeSpan.Zero)),
            "String" when IsIn(type, "System") => OfString(method.Name, receiver, arguments),
            "Environment" when method.Name == "GetEnvironmentVariable" && arguments[0].TryGetConstant<string>(out var variable)
                && variable is "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT" => Value.Constant(ProductionName),
            "ConfigurationBinder" when method.Name == "GetValue" && method.Parameters[method.Parameters.Length - 1].Name == "defaultValue" =>
                Value.Unknown.Join(arguments[arguments.Length - 1]),
            "HostEnvironmentEnvExtensions" or "HostingEnvironmentExtensions" => OfEnvironment(method.Name, arguments),
            "StringValues" when method.Name == "Concat" => Value.Of(arguments.SelectMany(static argument => argument.Atoms)),
            "MemoryExtensions" when method.Name is "AsSpan" or "AsMemory" && arguments.Length > 0 => arguments[0],
            "Task" or "ValueTask" when method.Name == "FromResult" => arguments[0],
            _ when method is { Name: "GetEnumerator" or "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask", IsStatic: false } => receiver,
            _ => null,
        };
    }

    private static Value? OfEnvironment(string method, ImmutableArray<Value> arguments) => method switch
    {
        "IsDevelopment" => Value.Constant(false),
        "IsProduction" => Value.Constant(true),
        "IsEnvironment" when arguments[arguments.Length - 1].TryGetConstant<string>(out var name) =>
            Value.Constant(string.Equals(name, ProductionName, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    private static Value? OfTimeSpan(string method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (Unit(method, "From") is { } unit && arguments.Length >= 1)
        {
            // The overloads with further parts (.NET 9) only ever add to the first.
            return Spans(arguments[0], unit);
        }

        return method switch
        {
            "Add" => Time.Add(receiver, arguments[0]),
            "Subtract" => Operators.Apply(BinaryOperatorKind.Subtract, receiver, arguments[0]),
            "Parse" when arguments[0].TryGetConstant<string>(out var text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var parsed) => Value.Constant(parsed),
            "Multiply" => Time.Multiply(receiver, arguments[0]),
            "Divide" => Time.Divide(receiver, arguments[0]),
            "Duration" when receiver.TryGetConstant<TimeSpan>(out var span) && span != TimeSpan.MinValue => Value.Constant(span.Duration()),
            "Negate" => Operators.Apply(UnaryOperatorKind.Minus, receiver),
            _ => null,
        };
    }

    private static Value? OfDate(string method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (Unit(method, "Add") is { } unit && Spans(arguments[0], unit) is { } span)
        {
            return Time.Add(receiver, span);
        }

        return method switch
        {
            "Add" => Time.Add(receiver, arguments[0]),
            "Subtract" => Operators.Apply(BinaryOperatorKind.Subtract, receiver, arguments[0]),
            "ToUniversalTime" or "ToLocalTime" or "ToOffset" => receiver,
            "SpecifyKind" => arguments[0],
            "FromUnixTimeSeconds" when Number(arguments[0]) is { } seconds => Value.Constant(Date(UnixEpochTicks + (seconds * TimeSpan.TicksPerSecond))),
            "FromUnixTimeMilliseconds" when Number(arguments[0]) is { } milliseconds => Value.Constant(Date(UnixEpochTicks + (milliseconds * TimeSpan.TicksPerMillisecond))),
            "Parse" when arguments[0].TryGetConstant<string>(out var text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) => Value.Constant(parsed),
            _ => null,
        };
    }

    private static Value? OfString(string method, Value receiver, ImmutableArray<Value> arguments) => method switch
    {
        "Concat" when arguments.Length > 1 => Operators.Concat(arguments),
        "Format" when arguments.Length > 1 && arguments.FirstOrDefault(static argument => argument.TryGetConstant<string>(out _)) is { } format => OfFormat(format, arguments),
        "Trim" or "ToString" => receiver,
        "Equals" when arguments.Length >= 1 => OfEquals(receiver, arguments),
        _ => null,
    };

    /// <summary>The text of a format with a hole for each of its items.</summary>
    private static Value OfFormat(Value format, ImmutableArray<Value> arguments)
    {
        var items = Value.Of(new Atom.Opaque(Origins.Of(arguments.Skip(arguments.IndexOf(format) + 1), null), null));
        format.TryGetConstant<string>(out var text);
        var parts = text.Replace("{{", "(").Replace("}}", ")").Split('{');
        return Operators.Concat(parts.Skip(1)
            .SelectMany(part => new[] { items, Value.Constant(part.Substring(part.IndexOf('}') + 1)) })
            .Prepend(Value.Constant(parts[0])));
    }

    private static Value OfEquals(Value receiver, ImmutableArray<Value> arguments)
    {
        var (left, right) = receiver.TryGetConstant<string>(out _) || arguments.Length < 2 || arguments[1].Atoms is [Atom.Constant { Content: not string }]
            ? (receiver, arguments[0])
            : (arguments[0], arguments[1]);
        return Operators.Apply(BinaryOperatorKind.Equals, left, right);
    }

    private static long? Unit(string method, string prefix) => method.StartsWith(prefix, StringComparison.Ordinal)
        ? method.Substring(prefix.Length) switch
        {
            "Ticks" => 1,
            "Microseconds" => TimeSpan.TicksPerMillisecond / 1000,
            "Milliseconds" => TimeSpan.TicksPerMillisecond,
            "Seconds" => TimeSpan.TicksPerSecond,
            "Minutes" => TimeSpan.TicksPerMinute,
            "Hours" => TimeSpan.TicksPerHour,
            "Days" => TimeSpan.TicksPerDay,
            "Months" => 30 * TimeSpan.TicksPerDay,
            "Years" => 365 * TimeSpan.TicksPerDay,
            _ => null,
        }
        : null;

    private static DateTimeOffset Date(double ticks) =>
        new((long)Math.Min(Math.Max(ticks, 0), DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    /// <summary>As many of a unit as a number may be; null when it is not known.</summary>
    private static Value? Spans(Value count, long unit)
    {
        var numbers = count.Atoms.Select(static atom => Number(Value.Of(atom))).ToList();
        return numbers.Contains(null) ? null : Value.Of(numbers.Select(number => new Atom.Constant(Time.Span(number!.Value, unit))));
    }

    private static double? Number(Value value) => value.Atoms is [Atom.Constant { Content: int or long or double or float or short or byte } constant]
        ? Convert.ToDouble(constant.Content, CultureInfo.InvariantCulture)
        : null;

    private static ImmutableArray<int>? Integers(IEnumerable<Value> values)
    {
        var integers = ImmutableArray.CreateBuilder<int>();
        foreach (var value in values)
        {
            if (!value.TryGetConstant<int>(out var integer))
            {
                return null;
            }

            integers.Add(integer);
        }

        return integers.ToImmutable();
    }

    private static Value? Span(ImmutableArray<int>? parts) => parts switch
    {
        [var hours, var minutes, var seconds] => Value.Constant(Time.Span((3600d * hours) + (60d * minutes) + seconds, TimeSpan.TicksPerSecond)),
        [var days, var hours, var minutes, var seconds, ..] => Value.Constant(Time.Span((86400d * days) + (3600d * hours) + (60d * minutes) + seconds, TimeSpan.TicksPerSecond)),
        _ => null,
    };

    private static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;
}
