using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Testing;

/// <summary>Prints sources for the message of a failure.</summary>
internal static class SourceListing
{
    public static string Note(Diagnostic diagnostic) =>
        $"{diagnostic.Id}: {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";

    /// <summary>Each source that has a note, with <c>^^^^ note</c> under the lines; notes on other places come first.</summary>
    public static string WithNotes(IEnumerable<(string Path, SourceText Text)> sources, IReadOnlyCollection<(FileLinePositionSpan Span, string Note)> notes)
    {
        var listing = new StringBuilder();
        var files = sources.Where(source => notes.Any(note => note.Span.Path == source.Path)).ToArray();
        foreach (var (span, note) in notes.Where(note => !Array.Exists(files, file => file.Path == note.Span.Path)))
        {
            listing.Append(span.Path).Append(span.Path is null ? "(no location)" : "").Append(' ').AppendLine(note);
        }

        foreach (var (path, text) in files)
        {
            listing.Append("--- ").AppendLine(path);
            foreach (var line in text.Lines)
            {
                var content = line.ToString();
                listing.AppendLine(content);
                foreach (var (span, note) in notes.Where(note => note.Span.Path == path && note.Span.StartLinePosition.Line == line.LineNumber))
                {
                    var start = Math.Min(span.StartLinePosition.Character, content.Length);
                    var end = span.EndLinePosition.Line == line.LineNumber ? span.EndLinePosition.Character : content.Length;
                    // Tabs stay tabs, or the mark would stand elsewhere.
                    listing.Append([.. content.Take(start).Select(character => character == '\t' ? '\t' : ' ')])
                        .Append('^', Math.Max(1, end - start)).Append(' ').AppendLine(note);
                }
            }
        }

        return listing.ToString();
    }

    /// <summary>The lines that differ, expected ones with '-' and actual ones with '+', and three lines around them.</summary>
    public static string Difference(string expected, string actual)
    {
        var (before, after) = (Lines(expected), Lines(actual));
        var shorter = Math.Min(before.Length, after.Length);
        var same = Enumerable.Range(0, shorter).TakeWhile(i => before[i] == after[i]).Count();
        var sameAtEnd = Enumerable.Range(1, shorter - same).TakeWhile(i => before[^i] == after[^i]).Count();
        return string.Join(
            Environment.NewLine,
            [
                .. before[Math.Max(0, same - 3)..same].Select(line => "  " + line),
                .. before[same..^sameAtEnd].Select(line => "- " + line),
                .. after[same..^sameAtEnd].Select(line => "+ " + line),
                .. before[^sameAtEnd..].Take(3).Select(line => "  " + line),
            ]);
    }

    private static string[] Lines(string source) =>
        source.Replace("\r", "␍", StringComparison.Ordinal).Replace("\t", "→   ", StringComparison.Ordinal).Split('\n');
}
