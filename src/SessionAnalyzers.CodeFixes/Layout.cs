using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;

namespace SessionAnalyzers;

/// <summary>How is this file laid out? New lines look like the lines around them, whatever a formatter would do.</summary>
/// <param name="EndOfLine">Its line break.</param>
/// <param name="Unit">One level of indentation.</param>
internal sealed record Layout(string EndOfLine, string Unit)
{
    public SyntaxTrivia EndOfLineTrivia => SyntaxFactory.EndOfLine(EndOfLine);

    public static async Task<Layout> OfAsync(Document document, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = await document.GetOptionsAsync(cancellationToken).ConfigureAwait(false);
        var first = text.Lines[0];
        var endOfLine = first.EndIncludingLineBreak > first.End
            ? text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first.End, first.EndIncludingLineBreak))
            : options.GetOption(FormattingOptions.NewLine, LanguageNames.CSharp);
        string? unit = null;
        foreach (var line in text.Lines)
        {
            var width = 0;
            while (line.Start + width < line.End && text[line.Start + width] is ' ' or '\t')
            {
                width++;
            }

            if (width > 0 && text[line.Start] == '\t')
            {
                return new Layout(endOfLine, "\t");
            }

            // The continuation of a block comment is indented by one.
            if (width > 1 && line.Start + width < line.End && text[line.Start + width] != '*' && (unit is null || width < unit.Length))
            {
                unit = new string(' ', width);
            }
        }

        return new Layout(endOfLine, unit is { Length: <= 8 } ? unit
            : options.GetOption(FormattingOptions.UseTabs, LanguageNames.CSharp) ? "\t"
            : new string(' ', options.GetOption(FormattingOptions.IndentationSize, LanguageNames.CSharp)));
    }

    /// <summary>The white space that the line of a token starts with.</summary>
    public static string Indentation(SyntaxToken token)
    {
        while (!BeginsLine(token))
        {
            token = token.GetPreviousToken();
        }

        return token.LeadingTrivia is [.., var last] && last.IsKind(SyntaxKind.WhitespaceTrivia) ? last.ToString() : "";
    }

    public static bool BeginsLine(SyntaxToken token) =>
        token.GetPreviousToken() is var previous
        && (previous.IsKind(SyntaxKind.None) || HasEndOfLine(previous.TrailingTrivia) || HasEndOfLine(token.LeadingTrivia));

    public static bool HasEndOfLine(SyntaxTriviaList trivia) =>
        trivia.Any(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsDirective);

    public static bool HasComment(SyntaxTriviaList trivia) =>
        trivia.Any(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>The line break at the end of trivia, if there is one.</summary>
    public static SyntaxTriviaList LastEndOfLine(SyntaxTriviaList trivia) =>
        trivia is [.., var last] && last.IsKind(SyntaxKind.EndOfLineTrivia) ? SyntaxFactory.TriviaList(last) : default;

    /// <summary>A token without trivia: the factory's own are elastic, and hosts format the lines around what is elastic.</summary>
    public static SyntaxToken Token(SyntaxKind kind) => SyntaxFactory.Token(default, kind, default);

    public static SyntaxTriviaList White(string text) =>
        text.Length == 0 ? default : SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(text));
}
