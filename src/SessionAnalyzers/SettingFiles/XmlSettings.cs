using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.SettingFiles;

/// <summary>What does a web.config say, and where? The value of an attribute is looked up behind its name, whose place the parser knows.</summary>
internal sealed class XmlSettings
{
    private const string Transform = "http://schemas.microsoft.com/XML-Document-Transform";

    private readonly string _text;
    private readonly ImmutableArray<int> _lines;
    private readonly bool _isTransform;
    private readonly ImmutableArray<SettingEntry>.Builder _entries = ImmutableArray.CreateBuilder<SettingEntry>();
    private int _scopes;

    private XmlSettings(string text, int start, XElement root)
    {
        _text = text;
        _lines = LinesOf(text, start);
        _isTransform = root.DescendantsAndSelf().Attributes().Any(static attribute => attribute.Name.NamespaceName == Transform);
    }

    /// <summary>The attributes of a file, in its order; none when it is malformed.</summary>
    public static ImmutableArray<SettingEntry> Read(string text)
    {
        var start = text.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0;
        if (Parse(start == 0 ? text : text.Substring(start)) is not { Name.LocalName: "configuration" } root)
        {
            return ImmutableArray<SettingEntry>.Empty;
        }

        var xml = new XmlSettings(text, start, root);
        xml.ReadChildren(root, "", scope: 0, isSet: !xml._isTransform);
        return xml._entries.ToImmutable();
    }

    private static XElement? Parse(string text)
    {
        try
        {
            using var reader = ReaderOf(text);
            return IsDeep(text) ? null : XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (Exception exception) when (exception is XmlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Asked before the elements are made: a tree takes the square of its depth.</summary>
    private static bool IsDeep(string text)
    {
        using var reader = ReaderOf(text);
        while (reader.Read())
        {
            if (reader.Depth > SettingFile.MaxDepth)
            {
                return true;
            }
        }

        return false;
    }

    private static XmlReader ReaderOf(string text) => XmlReader.Create(
        new StringReader(text),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = SettingFile.MaxLength });

    /// <summary>Where the lines of XML start: other than those of source text, they end only at line feeds and carriage returns.</summary>
    private static ImmutableArray<int> LinesOf(string text, int start)
    {
        var lines = ImmutableArray.CreateBuilder<int>();
        lines.Add(start);
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                lines.Add(i + 1);
            }
        }

        return lines.ToImmutable();
    }

    private void ReadChildren(XElement parent, string path, int scope, bool isSet)
    {
        // Values that something else puts in when the application starts are not known.
        if (parent.Attribute("configBuilders") is not null)
        {
            return;
        }

        foreach (var element in parent.Elements())
        {
            var name = element.Name.LocalName;
            var isLocation = name == "location" && path.Length == 0;
            var elementPath = isLocation ? path : SettingFile.Combine(path, name);
            var isElementSet = isSet || Inserts(element);
            if (!isLocation)
            {
                ReadAttributes(element, elementPath, scope, isElementSet);
            }

            ReadChildren(element, elementPath, isLocation ? ++_scopes : scope, isElementSet);
        }
    }

    private void ReadAttributes(XElement element, string path, int scope, bool isSet)
    {
        foreach (var attribute in element.Attributes())
        {
            var name = attribute.Name.LocalName;
            if (attribute.Name.Namespace != XNamespace.None || !(isSet || SetsAttribute(element, name)) || SpanOf(attribute) is not { } span)
            {
                continue;
            }

            if (path != "appSettings:add")
            {
                Add(SettingReader.SystemWeb, SettingFile.Combine(path, name), attribute.Value, span, scope);
            }
            else if (name == "value" && element.Attribute("key") is { } key)
            {
                Add(SettingReader.Application, key.Value, attribute.Value, span, scope);
            }
        }
    }

    private void Add(SettingReader reader, string path, string value, TextSpan span, int scope)
    {
        if (path.Length <= SettingFile.MaxPathLength)
        {
            _entries.Add(new SettingEntry(reader, path, value, span, scope));
        }
    }

    /// <summary>Whether a transform puts the element into the file, with everything in it.</summary>
    private static bool Inserts(XElement element) =>
        TransformOf(element) is { } transform
        && (transform.StartsWith("Insert", StringComparison.Ordinal) || transform.StartsWith("Replace", StringComparison.Ordinal));

    /// <summary>Whether a transform sets the attribute: <c>SetAttributes</c>, or <c>SetAttributes(timeout,mode)</c>.</summary>
    private static bool SetsAttribute(XElement element, string attribute) =>
        TransformOf(element) is { } transform
        && transform.StartsWith("SetAttributes", StringComparison.Ordinal)
        && (transform.IndexOf('(') is var open && (open < 0 || transform.Substring(open).Trim('(', ')', ' ').Split(',').Any(name => name.Trim() == attribute)));

    private static string? TransformOf(XElement element) => (string?)element.Attribute(XName.Get("Transform", Transform));

    private TextSpan? SpanOf(XAttribute attribute)
    {
        var place = (IXmlLineInfo)attribute;
        var name = attribute.Name.LocalName;
        var start = place.HasLineInfo() && place.LineNumber <= _lines.Length ? _lines[place.LineNumber - 1] + place.LinePosition - 1 : -1;
        if (start < 0 || start >= _text.Length || string.CompareOrdinal(_text, start, name, 0, name.Length) != 0)
        {
            return null;
        }

        var open = _text.IndexOfAny(['"', '\''], start);
        var close = open < 0 ? -1 : _text.IndexOf(_text[open], open + 1);
        return close < 0 ? null : TextSpan.FromBounds(open + 1, close);
    }
}
