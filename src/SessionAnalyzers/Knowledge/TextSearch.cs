using System.Buffers;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does a source text mention one of some words? The gate before any syntax or symbol is looked at.</summary>
internal static class TextSearch
{
    private const int ChunkLength = 16 * 1024;

    /// <summary>Searches in chunks: the text of a large file is never made one string.</summary>
    public static bool Mentions(this SourceText text, params string[] words)
    {
        var overlap = words.Max(static word => word.Length) - 1;
        var buffer = ArrayPool<char>.Shared.Rent(ChunkLength);
        try
        {
            for (var start = 0; start < text.Length; start += ChunkLength - overlap)
            {
                var count = Math.Min(ChunkLength, text.Length - start);
                text.CopyTo(start, buffer, 0, count);
                foreach (var word in words)
                {
                    if (buffer.AsSpan(0, count).IndexOf(word.AsSpan()) >= 0)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }
}
