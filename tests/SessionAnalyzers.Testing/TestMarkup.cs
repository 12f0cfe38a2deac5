using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Testing;

/// <summary>A span between markers: <c>[|…|]</c> has neither id nor key, <c>{|ID:…|}</c> an id, <c>{|#0:…|}</c> a key.</summary>
internal readonly record struct MarkedSpan(string? Id, int? Key, TextSpan Span)
{
    public bool IsDiagnostic => Key is null;
}

internal static class TestMarkup
{
    /// <summary>Takes the markers out of a source. They may be nested.</summary>
    public static (string Source, ImmutableArray<MarkedSpan> Spans) Parse(string marked)
    {
        var source = new StringBuilder(marked.Length);
        var spans = ImmutableArray.CreateBuilder<MarkedSpan>();
        var open = new Stack<(string Closing, string? Name, int Start)>();
        for (var at = 0; at < marked.Length;)
        {
            var rest = marked.AsSpan(at);
            if (rest.StartsWith("[|"))
            {
                open.Push(("|]", null, source.Length));
                at += 2;
            }
            else if (rest.StartsWith("{|") && NameLength(rest[2..]) is > 0 and var length)
            {
                open.Push(("|}", rest.Slice(2, length).ToString(), source.Length));
                at += length + 3;
            }
            else if (open.TryPeek(out var last) && rest.StartsWith(last.Closing))
            {
                open.Pop();
                spans.Add(Span(last.Name, TextSpan.FromBounds(last.Start, source.Length)));
                at += 2;
            }
            else
            {
                source.Append(marked[at++]);
            }
        }

        return open.TryPeek(out var unclosed)
            ? throw new VerificationException($"The marker '{unclosed.Name ?? "[|"}' is not closed by '{unclosed.Closing}':\n{marked}")
            : (source.ToString(), [.. spans.OrderBy(span => span.Span.Start)]);
    }

    private static MarkedSpan Span(string? name, TextSpan span) => name is ['#', .. var key]
        ? new MarkedSpan(null, int.Parse(key), span)
        : new MarkedSpan(name, null, span);

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return colon > 0 && text[..colon].IndexOfAnyExcept(NameCharacters) < 0 ? colon : 0;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
}
