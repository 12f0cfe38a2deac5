using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Targets;

/// <summary>What does a Set-Cookie header say that is spelled out in a string, with variables in it or not?</summary>
internal sealed class SetCookieText
{
    private SetCookieText(HeaderText name, HeaderText value, ImmutableArray<(string Name, HeaderText Value)> attributes)
    {
        Name = name;
        Value = value;
        Attributes = attributes;
    }

    public HeaderText Name { get; }

    public HeaderText Value { get; }

    /// <summary>The attributes in their order, the names in lower case; a flag's value is empty.</summary>
    public ImmutableArray<(string Name, HeaderText Value)> Attributes { get; }

    /// <summary>Null when the text has no fixed name, or says something twice.</summary>
    public static SetCookieText? Of(ExpressionSyntax header, SemanticModel model)
    {
        var parts = HeaderText.Of(header, model).Split(';');
        if (parts[0].Cut('=') is not { } cookie || cookie.Left.Constant is not { Length: > 0 })
        {
            return null;
        }

        var attributes = ImmutableArray.CreateBuilder<(string Name, HeaderText Value)>();
        foreach (var part in parts.Skip(1).Where(static part => !part.IsEmpty))
        {
            var (name, value) = part.Cut('=') ?? (part, part.Nothing);
            if (name.Literal is not { Length: > 0 } literal)
            {
                return null;
            }

            attributes.Add((literal.ToLowerInvariant(), value));
        }

        return attributes.Select(static attribute => attribute.Name).Distinct().Count() == attributes.Count
            ? new SetCookieText(cookie.Left, cookie.Right, attributes.ToImmutable())
            : null;
    }
}

/// <summary>A piece of a string: text, and expressions that are put into it.</summary>
internal sealed class HeaderText
{
    private readonly ImmutableArray<(string? Text, ExpressionSyntax? Expression, string Format)> _parts;
    private readonly SemanticModel _model;

    private HeaderText(IEnumerable<(string? Text, ExpressionSyntax? Expression, string Format)> parts, SemanticModel model)
    {
        _parts = Trim(parts).ToImmutableArray();
        _model = model;
    }

    public bool IsEmpty => _parts.IsEmpty;

    public HeaderText Nothing => new([], _model);

    /// <summary>The whole text, where no expression is in it.</summary>
    public string? Literal => _parts.All(static part => part.Text is not null) ? string.Concat(_parts.Select(static part => part.Text)) : null;

    /// <summary>The whole text, where it is a literal or a constant.</summary>
    public string? Constant => Literal ?? (Expression is { } expression ? _model.GetConstantValue(expression).Value as string : null);

    /// <summary>The expression, where nothing else is in it.</summary>
    public ExpressionSyntax? Expression => _parts is [{ Expression: { } expression, Format: "" }] ? expression : null;

    /// <summary>The format that the only expression is written in.</summary>
    public string Format => _parts is [{ Format: var format }] ? format : "";

    public ExpressionSyntax? FormattedExpression => _parts is [{ Expression: { } expression }] ? expression : null;

    public static HeaderText Of(ExpressionSyntax expression, SemanticModel model) => new(Parts(expression, model), model);

    /// <summary>The text as an expression of type string.</summary>
    public string Code
    {
        get
        {
            if (Literal is { } literal)
            {
                return Quote(literal);
            }

            if (Expression is { } alone && _model.GetTypeInfo(alone).Type?.SpecialType == SpecialType.System_String)
            {
                return alone.ToString();
            }

            var code = new StringBuilder("$\"");
            foreach (var (text, expression, format) in _parts)
            {
                var quoted = text is null ? "" : Quote(text).Replace("{", "{{").Replace("}", "}}");
                code.Append(text is null
                    ? "{" + (expression is ConditionalExpressionSyntax ? $"({expression})" : expression!.ToString()) + format + "}"
                    : quoted.Substring(1, quoted.Length - 2));
            }

            return code.Append('"').ToString();
        }
    }

    public List<HeaderText> Split(char separator)
    {
        var pieces = new List<List<(string? Text, ExpressionSyntax? Expression, string Format)>> { new() };
        foreach (var part in _parts)
        {
            var texts = part.Text?.Split(separator) ?? [null];
            for (var i = 0; i < texts.Length; i++)
            {
                if (i > 0)
                {
                    pieces.Add([]);
                }

                pieces[pieces.Count - 1].Add((texts[i], part.Expression, part.Format));
            }
        }

        return pieces.Select(piece => new HeaderText(piece, _model)).ToList();
    }

    /// <summary>What stands before and after the first separator; null without one.</summary>
    public (HeaderText Left, HeaderText Right)? Cut(char separator)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Text is { } text && text.IndexOf(separator) is >= 0 and var at)
            {
                return (
                    new(_parts.Take(i).Append((text.Substring(0, at), null, "")), _model),
                    new(_parts.Skip(i + 1).Prepend((text.Substring(at + 1), null, "")), _model));
            }
        }

        return null;
    }

    private static IEnumerable<(string? Text, ExpressionSyntax? Expression, string Format)> Parts(ExpressionSyntax expression, SemanticModel model)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Parts(inner.Expression, model);
            case LiteralExpressionSyntax { Token.Value: string text }:
                return [(text, null, "")];
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when model.GetTypeInfo(sum).Type?.SpecialType == SpecialType.System_String:
                return Parts(sum.Left, model).Concat(Parts(sum.Right, model));
            case InterpolatedStringExpressionSyntax interpolated:
                var isRaw = interpolated.StringEndToken.IsKind(SyntaxKind.InterpolatedRawStringEndToken);
                return interpolated.Contents.Select(content => content is InterpolationSyntax hole
                    ? ((string?)null, (ExpressionSyntax?)hole.Expression, $"{hole.AlignmentClause}{hole.FormatClause}")
                    : (Unbraced(((InterpolatedStringTextSyntax)content).TextToken.ValueText, isRaw), null, ""));
            default:
                return [(null, expression, "")];
        }
    }

    /// <summary>A token's value still has the braces doubled that stand for themselves.</summary>
    private static string Unbraced(string text, bool isRaw) => isRaw ? text : text.Replace("{{", "{").Replace("}}", "}");

    /// <summary>Without white space at the ends, and without empty text.</summary>
    private static List<(string? Text, ExpressionSyntax? Expression, string Format)> Trim(IEnumerable<(string? Text, ExpressionSyntax? Expression, string Format)> parts)
    {
        var trimmed = parts.Where(static part => part.Text is not "").ToList();
        if (trimmed.Count > 0)
        {
            trimmed[0] = (trimmed[0].Text?.TrimStart(), trimmed[0].Expression, trimmed[0].Format);
            var last = trimmed.Count - 1;
            trimmed[last] = (trimmed[last].Text?.TrimEnd(), trimmed[last].Expression, trimmed[last].Format);
        }

        trimmed.RemoveAll(static part => part.Text is "");
        return trimmed;
    }

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
