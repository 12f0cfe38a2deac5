using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>An identifier that can be guessed: the edits that make it of 32 random bytes, and leave alone what is put around it.</summary>
/// <param name="plan">Takes the edits.</param>
internal sealed class WeakIdentifier(Plan plan)
{
    private const string Random = "System.Security.Cryptography.RandomNumberGenerator";

    /// <summary>Methods of text that keep all of it.</summary>
    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal)
    {
        "Replace", "ToLower", "ToLowerInvariant", "ToString", "ToUpper", "ToUpperInvariant", "Trim", "TrimEnd", "TrimStart",
    };

    private bool _isVariable;

    /// <summary>What a piece of an identifier is.</summary>
    private enum Piece
    {
        /// <summary>The same in all identifiers.</summary>
        Constant,

        /// <summary>Nothing but what can be guessed.</summary>
        Weak,

        /// <summary>Text or bytes around a part that can be mended by itself.</summary>
        Mixed,

        /// <summary>Anything else.</summary>
        Other,
    }

    /// <summary>False when the identifier is not made in a shape that can be mended.</summary>
    public bool Replace(Place value)
    {
        var (node, model) = (value.Node, value.Model);
        switch (node)
        {
            case ParenthesizedExpressionSyntax inner:
                return Replace(value.At(inner.Expression));
            case InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var result }] } call
                when model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }:
                return Replace(value.At(result));
            case IdentifierNameSyntax when !_isVariable:
                _isVariable = true;
                return OnlyValue.Of(value) is { } variable && Replace(variable.Value);
            default:
                return IsBytes(model.GetTypeInfo(node).Type) ? Bytes(value) : model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_String && Text(value);
        }
    }

    private bool Text(Place text) => PieceOf(text) switch
    {
        Piece.Weak => RandomText(text) is { } code && Add(text, code),
        Piece.Mixed => text.Node switch
        {
            ParenthesizedExpressionSyntax inner => Text(text.At(inner.Expression)),
            InterpolatedStringExpressionSyntax interpolated => Interpolated(text, interpolated),
            BinaryExpressionSyntax sum => Part(text.At(sum.Left)) && Part(text.At(sum.Right)),
            InvocationExpressionSyntax call => Encoded(text, call),
            _ => false,
        },
        _ => false,
    };

    /// <summary>One side of a sum.</summary>
    private bool Part(Place part) => PieceOf(part) == Piece.Constant || Text(part);

    /// <summary>The bytes that a text is made of, or the number of them.</summary>
    private bool Encoded(Place text, InvocationExpressionSyntax call) =>
        IsRandom(text, "GetHexString") ? Raise(text, call, 64)
        : call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && Whole.Contains(Name(call)) && IsText(text.Model, receiver) ? Text(text.At(receiver))
        : call.ArgumentList.Arguments is [{ Expression: var bytes }, ..] && Bytes(text.At(bytes));

    private bool Bytes(Place bytes) => PieceOf(bytes) switch
    {
        Piece.Weak => plan.Method(bytes, Random, "GetBytes") is { } random && Add(bytes, random + "(32)"),
        Piece.Mixed when bytes.Node is InvocationExpressionSyntax call && IsRandom(bytes, "GetBytes") => Raise(bytes, call, 32),
        _ => false,
    };

    private bool Raise(Place place, InvocationExpressionSyntax call, int number)
    {
        var count = place.At(call.ArgumentList.Arguments[0].Expression);
        return place.Model.GetConstantValue(count.Node).Value is int given && given < number && Add(count, SymbolDisplay.FormatPrimitive(number, quoteStrings: false, useHexadecimalNumbers: false));
    }

    /// <summary>Puts random text into the holes; a format was for what stood there.</summary>
    private bool Interpolated(Place text, InterpolatedStringExpressionSyntax interpolated)
    {
        if (RandomText(text) is not { } random)
        {
            return false;
        }

        // A colon would begin the format.
        random = random.Contains(':') ? $"({random})" : random;
        var code = interpolated.ToString();
        foreach (var hole in interpolated.Contents.OfType<InterpolationSyntax>().Reverse().Where(hole => PieceOf(text.At(hole.Expression)) != Piece.Constant))
        {
            var start = hole.SpanStart - interpolated.SpanStart;
            var braces = hole.OpenBraceToken.Text.Length;
            code = code.Remove(start + braces, hole.Span.Length - (2 * braces)).Insert(start + braces, random);
        }

        return Add(text, code);
    }

    private string? RandomText(Place place) =>
        plan.Method(place, "System.Convert", "ToHexString") is { } hex && plan.Method(place, Random, "GetBytes") is { } random ? $"{hex}({random}(32))" : null;

    private bool Add(Place place, string code)
    {
        if (ReplaceExpression.Of(place, code) is not { } edit)
        {
            return false;
        }

        plan.Add(edit);
        return true;
    }

    private Piece PieceOf(Place place)
    {
        var model = place.Model;
        if (model.GetConstantValue(place.Node).HasValue)
        {
            return Piece.Constant;
        }

        return place.Node switch
        {
            ParenthesizedExpressionSyntax inner => PieceOf(place.At(inner.Expression)),
            InterpolatedStringExpressionSyntax interpolated => Together(interpolated.Contents.Select(content => content switch
            {
                // What is cut out of a hole and put into it is one expression: nothing around it may need a place.
                InterpolationSyntax { AlignmentClause: null } hole => PieceOf(place.At(hole.Expression)) is var piece and (Piece.Weak or Piece.Constant) ? piece : Piece.Other,
                InterpolationSyntax => Piece.Other,
                _ => Piece.Constant,
            })),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsText(model, sum) => Together(new[] { PieceOf(place.At(sum.Left)), PieceOf(place.At(sum.Right)) }),
            MemberAccessExpressionSyntax access => IsClock(model, access) ? Piece.Weak : Piece.Other,
            InvocationExpressionSyntax call => PieceOf(place, call),
            _ => Piece.Other,
        };
    }

    private Piece PieceOf(Place place, InvocationExpressionSyntax call)
    {
        if (place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
        {
            return Piece.Other;
        }

        var receiver = !method.IsStatic && call.Expression is MemberAccessExpressionSyntax access ? access.Expression : null;
        switch (method.ContainingType.Name, method.Name)
        {
            case ("Guid", "NewGuid" or "CreateVersion7") or ("Random", _) or (_, "GetHashCode") or ("Stopwatch", "GetTimestamp"):
                return Piece.Weak;
            case ("RandomNumberGenerator", "GetBytes" or "GetHexString") when method.IsStatic:
                return Piece.Mixed;
            case ("Convert", "ToBase64String" or "ToHexString" or "ToHexStringLower") or ("Base64UrlTextEncoder" or "WebEncoders" or "Base64UrlEncoder", "Encode" or "Base64UrlEncode") or ("Base64Url", "EncodeToString"):
                return call.ArgumentList.Arguments is [{ Expression: var bytes }] && PieceOf(place.At(bytes)) is Piece.Weak or Piece.Mixed ? Piece.Mixed : Piece.Other;
            case (_, "GetBytes") when call.ArgumentList.Arguments is [{ Expression: var made }] && method.ContainingNamespace.ToDisplayString() is "System" or "System.Text":
                return PieceOf(place.At(made)) == Piece.Weak ? Piece.Weak : Piece.Other;
            default:
                break;
        }

        if (receiver is null || !call.ArgumentList.Arguments.All(argument => IsSetting(place.Model, argument.Expression)))
        {
            return Piece.Other;
        }

        // What is made of a weak value by a method of its own is as weak.
        return PieceOf(place.At(receiver)) switch
        {
            Piece.Weak => Piece.Weak,
            Piece.Mixed when IsText(place.Model, receiver) && Whole.Contains(method.Name) => Piece.Mixed,
            _ => Piece.Other,
        };
    }

    private static Piece Together(IEnumerable<Piece> pieces)
    {
        var all = pieces.Distinct().ToList();
        return all.Contains(Piece.Other) ? Piece.Other
            : all is [var only] ? only
            : Piece.Mixed;
    }

    private static bool IsSetting(SemanticModel model, ExpressionSyntax argument) =>
        model.GetConstantValue(argument).HasValue || model.GetTypeInfo(argument).Type is { Name: "CultureInfo" or "StringComparison" };

    /// <summary>A clock, or a property of what it shows.</summary>
    private static bool IsClock(SemanticModel model, ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax access
        && model.GetSymbolInfo(access).Symbol is IPropertySymbol { ContainingType.Name: var type } property
        && (property.IsStatic
            ? (type, property.Name) is ("DateTime" or "DateTimeOffset", "Now" or "UtcNow") or ("Environment", "TickCount" or "TickCount64")
            : type is "DateTime" or "DateTimeOffset" && IsClock(model, access.Expression));

    private static bool IsRandom(Place place, string method) =>
        place.Model.GetSymbolInfo(place.Node).Symbol is IMethodSymbol { IsStatic: true, ContainingType.Name: "RandomNumberGenerator" } called && called.Name == method;

    private static bool IsText(SemanticModel model, ExpressionSyntax expression) => model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String;

    private static bool IsBytes(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };

    private static string Name(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : "";
}
