using System.Text.RegularExpressions;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests.Findings;

/// <summary>What the comments at the ends of lines promise: <c>// SESS1001 SESS1003 (suggestion)</c>, in Razor <c>@* SESS1001 *@</c>, in XML <c>&lt;!-- SESS1001 --&gt;</c>.</summary>
internal static partial class PlantedMistakes
{
    /// <summary>The mistakes planted in the sources of a project.</summary>
    public static IReadOnlyList<Finding> Of(string projectFolder) =>
    [
        .. from file in Repository.Sources(projectFolder)
           where Path.GetExtension(file) is ".cs" or ".cshtml" or ".json" or ".config"
           from line in File.ReadLines(file).Index()
           from Capture rule in Marker().Match(line.Item).Groups["rule"].Captures
           select new Finding(
               Finding.RelativePath(projectFolder, file),
               line.Index + 1,
               rule.Value[..8],
               rule.Value.EndsWith(')') ? Finding.Suggestion : Finding.Warning),
    ];

    [GeneratedRegex(@"(//|@\*|<!--)(\s(?<rule>SESS[0-9]{4}(\s\(suggestion\))?))+(\s\*@|\s-->)?\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Marker();
}
