using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.SettingFiles;

/// <summary>
/// What does a JSON file say, and where? The parser of the framework says what: it is lenient, and knows no places. The
/// tokens of the text say where: they have to agree with the parser on every bracket, comma and value, or nothing is read.
/// </summary>
internal sealed class JsonSettings
{
    /// <summary>White space and comments, strings, other values, marks: as System.Text.Json reads them for .NET configuration.</summary>
    private static readonly Regex Tokens = new(
        """
        \G(?>
          (?<blank>[ \t\r\n]+|//[^\r\n\u2028\u2029]*|/\*[^*]*\*+(?>[^/*][^*]*\*+)*/)
        | (?<text>"(?>[^"\\\x00-\x1F]+|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*")
        | (?<literal>-?(?>0|[1-9][0-9]*)(?>\.[0-9]+)?(?>[eE][+-]?[0-9]+)?|true|false|null)
        | (?<mark>[\[\]{}:,])
        )
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace);

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private readonly ImmutableArray<SettingEntry>.Builder _entries = ImmutableArray.CreateBuilder<SettingEntry>();
    private int _depth;
    private int _next;

    private JsonSettings(string text) => _text = text;

    private enum TokenKind
    {
        Mark,
        Text,
        Literal,
    }

    /// <summary>Configuration is an object; other values are JSON, but no configuration.</summary>
    private bool IsObject => _tokens.Count > 0 && IsMark(_tokens[0], '{');

    /// <summary>The values of a file, in its order; none when it is malformed.</summary>
    public static ImmutableArray<SettingEntry> Read(string text)
    {
        var json = new JsonSettings(text);
        return json.Split() && json.IsObject && json.Parse() is { } root && json.ReadValue(root, "") && json._next == json._tokens.Count
            ? json._entries.ToImmutable()
            : ImmutableArray<SettingEntry>.Empty;
    }

    /// <summary>Takes the text apart, without comments and trailing commas; false for what is no token, or nested too deep.</summary>
    private bool Split()
    {
        var isAfterComment = false;
        var at = _text.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0;
        while (at < _text.Length && Tokens.Match(_text, at) is { Success: true } match)
        {
            if (match.Groups["blank"].Success)
            {
                isAfterComment |= _text[at] == '/';
            }
            else if (Add(new Token(KindOf(match), new TextSpan(at, match.Length)), isAfterComment))
            {
                isAfterComment = false;
            }
            else
            {
                return false;
            }

            at += match.Length;
        }

        return at == _text.Length && _depth == 0;
    }

    private static TokenKind KindOf(Match match) =>
        match.Groups["text"].Success ? TokenKind.Text
        : match.Groups["literal"].Success ? TokenKind.Literal
        : TokenKind.Mark;

    private bool Add(Token token, bool isAfterComment)
    {
        var isOpening = IsMark(token, '{') || IsMark(token, '[');
        var isClosing = IsMark(token, '}') || IsMark(token, ']');
        if (isClosing && EndsInTrailingComma())
        {
            _tokens.RemoveAt(_tokens.Count - 1);
        }

        _tokens.Add(token);
        _depth += isOpening ? 1 : isClosing ? -1 : 0;

        // System.Text.Json takes a comment everywhere but between a key and its colon.
        return _depth is >= 0 and <= SettingFile.MaxDepth && !(isAfterComment && IsMark(token, ':'));
    }

    /// <summary>A comma after a value; one after a bracket, a colon or another comma is no trailing comma.</summary>
    private bool EndsInTrailingComma() =>
        _tokens.Count > 1
        && IsMark(_tokens[_tokens.Count - 1], ',')
        && (_tokens[_tokens.Count - 2] is { Kind: not TokenKind.Mark } || IsMark(_tokens[_tokens.Count - 2], '}') || IsMark(_tokens[_tokens.Count - 2], ']'));

    /// <summary>The parser's tree: an element for each value, whose attribute says of which type it is.</summary>
    private XElement? Parse()
    {
        var text = new StringBuilder(_text.Length);
        foreach (var token in _tokens)
        {
            text.Append(_text, token.Span.Start, token.Span.Length).Append(' ');
        }

        var quotas = new XmlDictionaryReaderQuotas();
        XmlDictionaryReaderQuotas.Max.CopyTo(quotas);
        quotas.MaxDepth = SettingFile.MaxDepth + 2;
        try
        {
            using var reader = JsonReaderWriterFactory.CreateJsonReader(Encoding.UTF8.GetBytes(text.ToString()), quotas);
            return XDocument.Load(reader).Root;
        }
        catch (Exception)
        {
            // Which exceptions malformed text brings about is the parser's own affair, and differs between its versions.
            return null;
        }
    }

    private bool ReadValue(XElement value, string path)
    {
        switch ((string?)value.Attribute("type"))
        {
            case "object":
                return TakeMark('{') && ReadItems(value, path, isObject: true) && TakeMark('}');
            case "array":
                return TakeMark('[') && ReadItems(value, path, isObject: false) && TakeMark(']');
            case "string":
                return Take(TokenKind.Text) is { } text && Add(path, value, TextSpan.FromBounds(text.Start + 1, text.End - 1));
            default:
                return !value.HasElements && Take(TokenKind.Literal) is { } literal && Add(path, value, literal);
        }
    }

    private bool ReadItems(XElement value, string path, bool isObject)
    {
        var index = 0;
        foreach (var item in value.Elements())
        {
            if ((index > 0 && !TakeMark(',')) || (isObject && (Take(TokenKind.Text) is null || !TakeMark(':'))))
            {
                return false;
            }

            if (!ReadValue(item, SettingFile.Combine(path, isObject ? NameOf(item) : index.ToString(CultureInfo.InvariantCulture))))
            {
                return false;
            }

            index++;
        }

        return true;
    }

    /// <summary>A key that cannot be the name of an element stands in an attribute.</summary>
    private static string NameOf(XElement member) => (string?)member.Attribute("item") is { } name && member.Name.NamespaceName == "item" ? name : member.Name.LocalName;

    private bool Add(string path, XElement value, TextSpan span)
    {
        if (path.Length <= SettingFile.MaxPathLength)
        {
            _entries.Add(new SettingEntry(SettingReader.Application, path, value.Value, span));
        }

        return true;
    }

    private bool TakeMark(char mark)
    {
        if (_next == _tokens.Count || !IsMark(_tokens[_next], mark))
        {
            return false;
        }

        _next++;
        return true;
    }

    private TextSpan? Take(TokenKind kind) => _next < _tokens.Count && _tokens[_next].Kind == kind ? _tokens[_next++].Span : null;

    private bool IsMark(Token token, char mark) => token.Kind == TokenKind.Mark && _text[token.Span.Start] == mark;

    private readonly record struct Token(TokenKind Kind, TextSpan Span);
}
