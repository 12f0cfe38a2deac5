using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SessionAnalyzers.Flow;

/// <summary>What is converted here, or called on?</summary>
internal static class Conversions
{
    /// <summary>What is below the conversions, written out and implicit.</summary>
    public static IOperation WalkDownConversion(this IOperation operation) => operation.WalkDownConversion(static _ => true);

    /// <summary>What is below the conversions that the source does not show.</summary>
    public static IOperation WalkDownImplicitConversion(this IOperation operation) => operation.WalkDownConversion(static conversion => conversion.IsImplicit);

    /// <summary>What is below the conversions, down to the first that is not wanted.</summary>
    public static IOperation WalkDownConversion(this IOperation operation, Func<IConversionOperation, bool> isWanted)
    {
        while (operation is IConversionOperation conversion && isWanted(conversion))
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>What a method is called on, or an extension method's first argument. The call has one of them.</summary>
    public static IOperation Receiver(this IInvocationOperation call) => (call.Instance ?? call.Arguments[0].Value).WalkDownConversion();
}
