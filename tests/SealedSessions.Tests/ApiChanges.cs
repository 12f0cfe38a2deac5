using System.Diagnostics.CodeAnalysis;

namespace SealedSessions.Tests;

/// <summary><see cref="Before"/> with one change each; the names say which.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Samples of members.")]
[SuppressMessage("Performance", "CA1815", Justification = "Samples of types.")]
public static class ApiChanges
{
    public sealed class Before
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class Same
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public class NotSealed
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class AnotherInterface : IDisposable
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }

        void IDisposable.Dispose()
        {
        }
    }

    public struct AStruct
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public readonly struct AReadOnlyStruct
    {
        public const int Limit = 1;

        public string? Name { get => null; set => _ = value; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class ConstantValue
    {
        public const int Limit = 2;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class ConstantType
    {
        public const long Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class NoConstant
    {
        public static readonly int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class NotNullable
    {
        public const int Limit = 1;

        public string Name { get; set; } = "";

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class InitOnly
    {
        public const int Limit = 1;

        public string? Name { get; init; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class GetOnly
    {
        public const int Limit = 1;

        public string? Name { get; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class Required
    {
        public const int Limit = 1;

        public required string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }

    public sealed class ParameterName
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string words, int count = 1)
        {
        }
    }

    public sealed class ParameterType
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, long count = 1)
        {
        }
    }

    public sealed class ParameterNullable
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string? text, int count = 1)
        {
        }
    }

    public sealed class ParameterByReference
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(in string text, int count = 1)
        {
        }
    }

    public sealed class DefaultValue
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 2)
        {
        }
    }

    public sealed class NoDefault
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count)
        {
        }
    }

    public sealed class Returns
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public int Do(string text, int count = 1) => 0;
    }

    public sealed class OfTheType
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public static void Do(string text, int count = 1)
        {
        }
    }

    public sealed class Generic
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do<T>(string text, int count = 1)
        {
        }
    }

    public sealed class Constrained
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do<T>(string text, int count = 1)
            where T : class, new()
        {
        }
    }

    public sealed class NotPublic
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        internal void Do(string text, int count = 1)
        {
        }
    }

    public sealed class OneMore
    {
        public const int Limit = 1;

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }

        public event EventHandler? Done
        {
            add => _ = value;
            remove => _ = value;
        }
    }

    public sealed class Constructor
    {
        public const int Limit = 1;

        internal Constructor()
        {
        }

        public string? Name { get; set; }

        public void Do(string text, int count = 1)
        {
        }
    }
}
