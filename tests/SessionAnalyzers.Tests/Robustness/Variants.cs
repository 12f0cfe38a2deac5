using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SessionAnalyzers.Tests.Robustness;

/// <summary>Broken forms of a source, the same for the same seed.</summary>
internal static class Variants
{
    /// <summary>The source as it is while somebody types it: it ends after a token.</summary>
    public static IEnumerable<(string Name, string Text)> Cuts(string name, string text, int most, int seed)
    {
        var ends = Tokens(text).Select(static token => token.Span.End).Distinct().ToArray();
        var random = new Random(seed);
        foreach (var end in ends.Length <= most ? ends : [.. random.GetItems(ends, most)])
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"{name} cut at {end}"), text[..end]);
        }
    }

    /// <summary>One to five tokens deleted, doubled or swapped with another.</summary>
    public static IEnumerable<(string Name, string Text)> Edits(string name, string text, int count, int seed)
    {
        var tokens = Tokens(text);
        for (var i = 0; i < count; i++)
        {
            var random = new Random(HashCode(seed, i));
            var parts = tokens.Select(static token => token.ToFullString()).ToArray();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var (one, other) = (random.Next(parts.Length), random.Next(parts.Length));
                switch (random.Next(4))
                {
                    case 0:
                        parts[one] = "";
                        break;
                    case 1:
                        parts[one] += parts[one];
                        break;
                    case 2:
                        // Neighbours: still nearly the same program.
                        other = Math.Min(one + 1, parts.Length - 1);
                        goto default;
                    default:
                        (parts[one], parts[other]) = (parts[other], parts[one]);
                        break;
                }
            }

            yield return (string.Create(CultureInfo.InvariantCulture, $"{name} edit {i} of seed {seed}"), string.Concat(parts));
        }
    }

    private static SyntaxToken[] Tokens(string text) => [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens()];

    // Not System.HashCode, which differs from run to run.
    private static int HashCode(int seed, int index) => unchecked((seed * 397) ^ (index * 7919));
}
