using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>Which type was this text or these bytes serialised from?</summary>
internal static class SerializedType
{
    private const int MostSteps = 8;

    private static readonly ImmutableHashSet<string> Serializers =
        ImmutableHashSet.Create("Serialize", "SerializeToUtf8Bytes", "SerializeObject", "SerializeToElement");

    private static readonly ImmutableHashSet<string> Encoders =
        ImmutableHashSet.Create("GetBytes", "ToBase64String", "ToArray", "AsSpan", "ToString");

    /// <summary>The type; null when it cannot be told.</summary>
    public static ITypeSymbol? Of(SessionCompilation session, IOperation? operation)
    {
        for (var step = 0; operation is not null && step < MostSteps; step++)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation call when Serializers.Contains(call.TargetMethod.Name) && call.Arguments.Length > 0:
                    return (call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "value") ?? call.Arguments[0]).Value.WalkDownConversion().Type;
                case IInvocationOperation call when Encoders.Contains(call.TargetMethod.Name):
                    operation = call.Arguments.FirstOrDefault()?.Value ?? call.Instance;
                    break;
                case ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var reference] } when reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var initial }:
                    operation = session.SemanticModel(initial.SyntaxTree)?.GetOperation(initial);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }
}
