using System.Text.RegularExpressions;

namespace SealedShop.Tests.Documentation;

/// <summary>A block of C# on a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The line of the page on which the code begins, from 1.</param>
/// <param name="Code">The code.</param>
/// <param name="UsingsBefore">The usings of the page's samples above it, which hold for it too.</param>
internal sealed partial record PageSample(string Page, int Line, string Code, string UsingsBefore)
{
    public static IReadOnlyList<PageSample> On(string page, string text)
    {
        text = text.ReplaceLineEndings("\n");
        var samples = new List<PageSample>();
        var usings = "";
        foreach (Match block in Block().Matches(text))
        {
            var code = block.Groups["code"];
            samples.Add(new PageSample(page, 1 + text.AsSpan(0, code.Index).Count('\n'), code.Value, usings));
            usings += string.Concat(Using().Matches(code.Value).Select(match => match.Value + "\n"));
        }

        return samples;
    }

    [GeneratedRegex(@"^```(?:csharp|cs|c#)[^\n]*\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex("^using [A-Za-z0-9_.]+;$", RegexOptions.Multiline)]
    private static partial Regex Using();
}
