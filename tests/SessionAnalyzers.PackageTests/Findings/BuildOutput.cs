using System.Text.RegularExpressions;

namespace SessionAnalyzers.PackageTests.Findings;

/// <summary>The warnings and errors that a build prints.</summary>
internal static partial class BuildOutput
{
    /// <summary>Everything that was printed about a project, whoever found it.</summary>
    public static IReadOnlyList<Finding> Of(string output, string project) =>
    [
        .. from Match line in Diagnostic().Matches(WithoutSummary(output))
           where line.Groups["project"].Value == project
           let file = line.Groups["file"].Value
           select new Finding(
               file.Length == 0 ? "" : Finding.RelativePath(Path.GetDirectoryName(project)!, file),
               file.Length == 0 ? 0 : int.Parse(line.Groups["line"].Value),
               line.Groups["id"].Value,
               line.Groups["severity"].Value)
           { Message = line.Groups["message"].Value },
    ];

    /// <summary>The summary of dotnet build repeats what was printed before; a rule that reports twice is to be seen as such.</summary>
    private static string WithoutSummary(string output) => Summary().Split(output)[0];

    [GeneratedRegex(@"^Build (succeeded|FAILED)\.", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Summary();

    /// <summary><c>/app/Program.cs(7,13): warning SESS1001: message [/app/App.csproj]</c>, or <c>CSC : warning …</c> without a place.</summary>
    [GeneratedRegex(
        @"^\s*((?<file>[^\r\n(]+)\((?<line>[0-9]+),[0-9]+\)|[^\r\n(:]+?)\s?: (?<severity>warning|error) (?<id>[A-Z]+[0-9]+): (?<message>[^\r\n]*) \[(?<project>[^\r\n\[\]]+)\]\r?$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Diagnostic();
}
