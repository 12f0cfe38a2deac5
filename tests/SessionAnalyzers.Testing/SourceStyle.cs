using System.Text;

namespace SessionAnalyzers.Testing;

/// <summary>
/// How a source is written. A fix is tried on every style; the .editorconfig says the same, as it does in a
/// project that cares, so a fix that leaves layout to the formatter passes and one that spells it out does not.
/// </summary>
internal sealed record SourceStyle(string Name, string EditorConfig, Func<string, string> Apply)
{
    public static SourceStyle Default { get; } = new(
        "LF, spaces",
        "indent_style = space\nindent_size = 4\nend_of_line = lf",
        ToLineFeeds);

    public static SourceStyle CarriageReturns { get; } = new(
        "CRLF",
        "indent_style = space\nindent_size = 4\nend_of_line = crlf",
        source => ToLineFeeds(source).Replace("\n", "\r\n", StringComparison.Ordinal));

    public static SourceStyle Tabs { get; } = new(
        "tabs",
        "indent_style = tab\ntab_width = 4\nindent_size = 4\nend_of_line = lf",
        source => string.Join('\n', ToLineFeeds(source).Split('\n').Select(IndentByTabs)));

    private static string ToLineFeeds(string source) => source.ReplaceLineEndings("\n");

    private static string IndentByTabs(string line)
    {
        var content = line.AsSpan().TrimStart(' ');
        var spaces = line.Length - content.Length;
        return new StringBuilder().Append('\t', spaces / 4).Append(' ', spaces % 4).Append(content).ToString();
    }
}
