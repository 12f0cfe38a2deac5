using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>A key that is written in the source: the edit that reads it from configuration, or that refuses to start without it.</summary>
/// <param name="plan">Takes the edit.</param>
/// <param name="setting">The key of the configuration to read.</param>
/// <param name="isSized">What takes the key wants so many bytes: text of another length will not do.</param>
internal sealed class WrittenKey(Plan plan, string setting, bool isSized)
{
    /// <summary>Variables of variables.</summary>
    private const int MostVariables = 4;

    private const int CollectionExpression = 9076;

    private int _variables;

    /// <summary>How the text of the key becomes its bytes.</summary>
    private enum Form
    {
        Base64,
        Hexadecimal,
        Text,
    }

    /// <summary>The key is a fallback for a setting that the code reads already.</summary>
    public bool IsFallback { get; private set; }

    /// <summary>False when the key is not written where it can be replaced.</summary>
    public bool Replace(Place key) => key.Model.GetTypeInfo(key.Node).Type?.SpecialType == SpecialType.System_String ? Text(key, Form.Base64) : Bytes(key, isSized);

    private bool Bytes(Place place, bool isWhole) => place.Node switch
    {
        ParenthesizedExpressionSyntax inner => Bytes(place.At(inner.Expression), isWhole),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Bytes(place.At(inner.Operand), isWhole),
        InvocationExpressionSyntax call => Bytes(place, call, isWhole),
        IdentifierNameSyntax => Variable(place) is { } variable && variable.Mentions.All(mention => IsReadByTaker(place.At(mention)))
            && (!variable.IsTypedByValue || place.Model.GetTypeInfo(variable.Value.Node).Type is IArrayTypeSymbol)
            && Bytes(variable.Value, isWhole),
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.Utf8StringLiteralExpression } or { RawKind: CollectionExpression } => ReadBytes(place),
        _ => false,
    };

    private bool Bytes(Place place, InvocationExpressionSyntax call, bool isWhole)
    {
        if (place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        if (method.Name == "ToArray")
        {
            return call.Expression is MemberAccessExpressionSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.Utf8StringLiteralExpression } } && ReadBytes(place);
        }

        if (call.ArgumentList.Arguments is not [{ Expression: var given }])
        {
            return false;
        }

        var argument = place.At(given);
        var isText = place.Model.GetTypeInfo(given).Type?.SpecialType == SpecialType.System_String;
        return (method.ContainingType.Name, method.Name) switch
        {
            (_, "GetBytes") when isText && Inherits(method.ContainingType, "System.Text.Encoding") => !isWhole ? Text(argument, Form.Base64) : IsLiteral(given) ? ReadBytes(place) : Fallback(argument, Form.Text),
            ("Convert", "FromBase64String") => Text(argument, Form.Base64),
            ("Convert", "FromHexString") when isText => IsLiteral(given) ? ReadBytes(place) : Fallback(argument, Form.Hexadecimal),
            (_, "HashData") when IsCryptography(method.ContainingType) => Bytes(argument, isWhole: false),
            (_, "ComputeHash") when Inherits(method.ContainingType, "System.Security.Cryptography.HashAlgorithm") => Bytes(argument, isWhole: false),
            _ => false,
        };
    }

    /// <summary>Replaces text that is written out, or text that stands in for a setting.</summary>
    private bool Text(Place place, Form form) =>
        place.Node is ParenthesizedExpressionSyntax inner ? Text(place.At(inner.Expression), form)
        : IsLiteral(place.Node) ? Add(place, Read(place))
        : place.Node is IdentifierNameSyntax ? Variable(place) is { } variable && Text(variable.Value, form)
        : Fallback(place, form);

    private bool Fallback(Place place, Form form)
    {
        switch (place.Node)
        {
            case ParenthesizedExpressionSyntax inner:
                return Fallback(place.At(inner.Expression), form);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: InvocationExpressionSyntax call }:
                return Default(place, call, form);
            case InvocationExpressionSyntax call:
                return Default(place, call, form);
            case IdentifierNameSyntax:
                return Variable(place) is { } variable && Fallback(variable.Value, form);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice:
                if (place.Model.GetConstantValue(choice.Right).Value is not string)
                {
                    return Fallback(place.At(choice.Right), form);
                }

                IsFallback = true;
                return Name(place, choice.Left) is { } name && Throw(place, name, form) is { } refusal && Add(place.At(choice.Right), refusal);
            default:
                return false;
        }
    }

    /// <summary><c>configuration.GetValue("Key", "literal")</c>.</summary>
    private bool Default(Place place, InvocationExpressionSyntax call, Form form)
    {
        if (call is not { Expression: MemberAccessExpressionSyntax { Expression: var source }, ArgumentList.Arguments: [{ NameColon: null, Expression: var key }, { NameColon: null, Expression: var fallback }] }
            || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Name: "GetValue", ContainingType.Name: "ConfigurationBinder", ReducedFrom: not null, ReturnType.SpecialType: SpecialType.System_String }
            || place.Model.GetConstantValue(key).Value is not string name
            || place.Model.GetConstantValue(fallback).Value is not string)
        {
            return false;
        }

        IsFallback = true;
        return Throw(place, name, form) is { } refusal && Add(place, $"{source}[{key}] ?? {refusal}");
    }

    /// <summary>What the code calls a setting that it reads; null where it reads none.</summary>
    private static string? Name(Place place, ExpressionSyntax expression)
    {
        var key = expression switch
        {
            ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var name }] } element
                when ReachableConfiguration.IsOrIsSection(place.Model.GetTypeInfo(element.Expression).Type) => name,
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var name }] } call
                when place.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "GetEnvironmentVariable" or "GetValue", ContainingType.Name: "Environment" or "ConfigurationBinder" } => name,
            _ => null,
        };
        return key is null ? null : place.Model.GetConstantValue(key).Value as string;
    }

    private OnlyValue? Variable(Place place) => ++_variables <= MostVariables ? OnlyValue.Of(place) : null;

    private bool ReadBytes(Place place) =>
        IsBytes(place.Model.GetTypeInfo(place.Node).ConvertedType)
        && plan.Method(place, "System.Convert", "FromBase64String") is { } convert
        && Add(place, Read(place) is { } read ? $"{convert}({read})" : null);

    private string? Read(Place place) =>
        ReachableConfiguration.At(place) is { } configuration && Throw(place, setting, Form.Base64) is { } refusal
            ? $"{configuration}[{Quote(setting)}] ?? {refusal}"
            : null;

    private string? Throw(Place place, string name, Form form)
    {
        var wanted = form switch
        {
            Form.Base64 => "32 random bytes in Base64",
            Form.Hexadecimal => "32 random bytes in hexadecimal",
            _ => "a random key",
        };
        return plan.Type(place, "System.InvalidOperationException") is { } exception
            ? $"throw new {exception}({Quote($"{name} is missing: {wanted}, from a secret store")})"
            : null;
    }

    private bool Add(Place place, string? code)
    {
        // An expression tree holds no throw expression.
        if (code is null
            || place.Node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any(lambda => place.Model.GetTypeInfo(lambda).ConvertedType?.Name == "Expression")
            || place.Node.Ancestors().OfType<AttributeSyntax>().Any()
            || ReplaceExpression.Of(place, code) is not { } edit)
        {
            return false;
        }

        plan.Add(edit);
        return true;
    }

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool IsLiteral(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsLiteral(sum.Left) && IsLiteral(sum.Right),
        _ => false,
    };

    /// <summary>Memory that an array of bytes may stand for.</summary>
    private static bool IsBytes(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { Name: "ReadOnlySpan" or "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } => true,
        _ => false,
    };

    /// <summary>Whether nothing is done with a variable but to give it to cryptography.</summary>
    private static bool IsReadByTaker(Place mention)
    {
        var taker = mention.Node.Parent switch
        {
            ArgumentSyntax { Parent.Parent: { } call } => mention.Model.GetSymbolInfo(call).Symbol,
            AssignmentExpressionSyntax assignment when assignment.Right == mention.Node => mention.Model.GetSymbolInfo(assignment.Left).Symbol,
            _ => null,
        };
        return IsCryptography(taker?.ContainingType) && taker!.ContainingType.Name is not ("RandomNumberGenerator" or "CryptographicOperations");
    }

    private static bool IsCryptography(INamedTypeSymbol? type) =>
        type?.ContainingNamespace.ToDisplayString() is "System.Security.Cryptography" or "Microsoft.IdentityModel.Tokens" or "SealedSessions";

    private static bool Inherits(INamedTypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == name)
            {
                return true;
            }
        }

        return false;
    }
}
