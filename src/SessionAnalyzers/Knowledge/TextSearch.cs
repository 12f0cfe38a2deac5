using System.Buffers;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does a source text mention one of some words, and where? The gate before any syntax or symbol is looked at.</summary>
internal static class TextSearch
{
    private const int ChunkLength = 16 * 1024;

    public static bool Mentions(this SourceText text, params string[] words) => Search(text, words, places: null);

    /// <summary>Where a text mentions the words: of each in order.</summary>
    public static List<int> Places(this SourceText text, params string[] words)
    {
        var places = new List<int>();
        Search(text, words, places);
        return places;
    }

    /// <summary>The words that have no other of them inside: a text that mentions any mentions one of these.</summary>
    public static string[] Shortest(IEnumerable<string> words)
    {
        var all = words.Distinct().ToArray();
        return all.Where(word => !all.Any(other => other != word && word.Contains(other))).ToArray();
    }

    /// <summary>Searches in chunks: the text of a large file is never made one string. Stops at the first place when nobody wants them all.</summary>
    private static bool Search(SourceText text, string[] words, List<int>? places)
    {
        var overlap = 0;
        foreach (var word in words)
        {
            overlap = Math.Max(overlap, word.Length - 1);
        }

        var buffer = ArrayPool<char>.Shared.Rent(ChunkLength);
        try
        {
            for (var start = 0; ; start += ChunkLength - overlap)
            {
                var count = Math.Min(ChunkLength, text.Length - start);
                var isLast = start + count == text.Length;
                text.CopyTo(start, buffer, 0, count);
                foreach (var word in words)
                {
                    // What the next chunk has too is left to it.
                    var end = isLast ? count : count - overlap - 1 + word.Length;
                    var from = 0;
                    for (int at; word.Length > 0 && (at = buffer.AsSpan(from, end - from).IndexOf(word.AsSpan())) >= 0; from += at + word.Length)
                    {
                        if (places is null)
                        {
                            return true;
                        }

                        places.Add(start + from + at);
                    }
                }

                if (isLast)
                {
                    return false;
                }
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }
}
