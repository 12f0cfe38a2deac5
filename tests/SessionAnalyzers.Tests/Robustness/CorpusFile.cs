using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Tests.Robustness;

/// <summary>A file of Corpus/Valid, where no rule reports, or of Corpus/Vulnerable, whose markers say what is reported.</summary>
/// <param name="Name">Folder and file.</param>
/// <param name="Marked">Its source, with markers, without the <c>#if CORPUS</c> that keeps it out of this project.</param>
internal sealed partial record CorpusFile(string Name, string Marked)
{
    private static readonly string Root = Path.Combine(
        typeof(CorpusFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!,
        "tests",
        "SessionAnalyzers.Tests",
        "Corpus");

    public static IReadOnlyList<CorpusFile> Valid { get; } = Read("Valid");

    public static IReadOnlyList<CorpusFile> Vulnerable { get; } = Read("Vulnerable");

    public static IReadOnlyList<CorpusFile> All { get; } = [.. Valid, .. Vulnerable];

    /// <summary>Extension members and <c>field</c> are C# 14: the oldest compiler that the tests run in has no such thing.</summary>
    public bool NeedsCSharp14 => Marked.Contains("extension(", StringComparison.Ordinal);

    public bool IsSystemWeb => Marked.Contains("using System.Web;", StringComparison.Ordinal);

    /// <summary>The source without markers.</summary>
    public string Text
    {
        get
        {
            var text = Marked;
            for (var previous = ""; previous != text;)
            {
                previous = text;
                text = Marker().Replace(text, "$1");
            }

            return text;
        }
    }

    /// <summary>The project that it belongs to, still without it.</summary>
    public Project Project => IsSystemWeb ? Analysis.SystemWeb : Analysis.AspNetCore;

    public static CorpusFile Of(string name) => All.Single(file => file.Name == name);

    public override string ToString() => Name;

    private static CorpusFile[] Read(string folder) =>
    [
        .. Directory.GetFiles(Path.Combine(Root, folder), "*.cs").Order(StringComparer.Ordinal)
            .Select(path => new CorpusFile($"{folder}/{Path.GetFileName(path)}", Guarded(File.ReadAllText(path).ReplaceLineEndings("\n")))),
    ];

    private static string Guarded(string text)
    {
        const string start = "#if CORPUS\n";
        const string end = "#endif\n";
        return text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal) ? text[start.Length..^end.Length] : text;
    }

    [GeneratedRegex(@"\{\|SESS\d{4}:((?:(?!\{\|SESS)[\s\S])*?)\|\}")]
    private static partial Regex Marker();
}
