using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>What does a text say that anybody can read, and write another of? Only what is seen to be serialised or encoded, and nothing else done to.</summary>
internal static class ReadableText
{
    private const int MostSteps = 12;

    private static readonly ImmutableArray<PayloadCall> Serializers = DataProtectionKnowledge.Serializers.Add(new("Newtonsoft.Json.JsonConvert", "SerializeObject", "value"));

    /// <summary>Calls that write the same in other letters. Checked against the real assemblies by TrustKnowledgeTests.</summary>
    public static readonly ImmutableArray<(string Type, string Method)> Encoders = ImmutableArray.Create<(string, string)>([
        ("System.Convert", "ToBase64String"),
        ("System.Convert", "ToHexString"),
        ("System.Convert", "ToHexStringLower"),
        ("System.Text.Encoding", "GetBytes"),
        ("System.Buffers.Text.Base64Url", "EncodeToString"),
        ("System.Uri", "EscapeDataString"),
        ("System.Net.WebUtility", "UrlEncode"),
        ("System.Web.HttpUtility", "UrlEncode"),
        ("Microsoft.AspNetCore.WebUtilities.WebEncoders", "Base64UrlEncode"),
        ("Microsoft.IdentityModel.Tokens.Base64UrlEncoder", "Encode"),
    ]);

    /// <summary>What the code calls the parts of it; none when something else may be in it, such as a signature.</summary>
    public static ImmutableArray<string> Parts(SessionCompilation session, SyntaxNode? text)
    {
        var isEncoded = false;
        var operation = text is null ? null : session.SemanticModel(text.SyntaxTree)?.GetOperation(text);
        for (var step = 0; operation is not null && step < MostSteps; step++)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation call when DataProtectionKnowledge.Row(Serializers, call.TargetMethod) is not null && call.Arguments is [{ Value: var value }, ..]:
                    return Members(value.WalkDownConversion().Type);
                case IInvocationOperation call when IsEncoder(call) && call.Arguments is [{ Value: var value }, ..]:
                    isEncoded = true;
                    operation = value;
                    break;
                case IInvocationOperation call when session.IsOurs(call.TargetMethod.ContainingType) && !Calls.AreDispatched(call):
                    operation = Bodies.Of(call.TargetMethod) is { } body && Result(body) is { } result ? session.SemanticModel(result.SyntaxTree)?.GetOperation(result) : null;
                    break;
                case ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var reference] } local } when reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var initial } && Bodies.Around(initial) is { } around && !CapturedWrites.Reassigns(around, local.Name):
                    operation = session.SemanticModel(initial.SyntaxTree)?.GetOperation(initial);
                    break;
                case IInterpolatedStringOperation interpolated when isEncoded:
                    return Names(interpolated.Parts.OfType<IInterpolationOperation>().Select(static part => part.Expression));
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when isEncoded:
                    return Names(Terms(sum));
                case IPropertyReferenceOperation or IParameterReferenceOperation or ILocalReferenceOperation or IFieldReferenceOperation when isEncoded && operation.Type?.SpecialType == SpecialType.System_String:
                    return Names([operation]);
                default:
                    return ImmutableArray<string>.Empty;
            }
        }

        return ImmutableArray<string>.Empty;
    }

    private static bool IsEncoder(IInvocationOperation call) =>
        Encoders.Any(row => row.Method == call.TargetMethod.Name && KnownSymbols.IsOrInherits((call.TargetMethod.ReducedFrom ?? call.TargetMethod).ContainingType, row.Type));

    private static ImmutableArray<string> Members(ITypeSymbol? type)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            names.AddRange(type.GetMembers().Where(static member => member is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }).Select(static member => member.Name));
        }

        return names.ToImmutable();
    }

    /// <summary>The names of parts; none when one of them is worked out by a call, which may be what signs the rest.</summary>
    private static ImmutableArray<string> Names(IEnumerable<IOperation> parts)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var part in parts.Select(static part => part.WalkDownConversion()))
        {
            switch (part)
            {
                case { ConstantValue.HasValue: true }:
                    break;
                case IMemberReferenceOperation { Member.Name: var name }:
                    names.Add(name);
                    break;
                case ILocalReferenceOperation { Local.Name: var name }:
                    names.Add(name);
                    break;
                case IParameterReferenceOperation { Parameter.Name: var name }:
                    names.Add(name);
                    break;
                default:
                    return ImmutableArray<string>.Empty;
            }
        }

        return names.ToImmutable();
    }

    private static IEnumerable<IOperation> Terms(IOperation sum) =>
        sum.WalkDownConversion() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } inner ? Terms(inner.LeftOperand).Concat(Terms(inner.RightOperand)) : [sum];

    /// <summary>The one expression that a method returns.</summary>
    private static ExpressionSyntax? Result(SyntaxNode body) => body switch
    {
        BaseMethodDeclarationSyntax { ExpressionBody.Expression: var result } => result,
        LocalFunctionStatementSyntax { ExpressionBody.Expression: var result } => result,
        _ => body.DescendantNodes().OfType<ReturnStatementSyntax>().ToList() is [{ Expression: { } only }] ? only : null,
    };
}
