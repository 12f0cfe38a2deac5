using System.Reflection;
using System.Text;

namespace SessionAnalyzers.Tests.Catalog;

/// <summary>What the tests of the catalogue share: the rules, the files of the repository, and baselines that can be rewritten.</summary>
public abstract class CatalogTests
{
    private protected static readonly string Root = typeof(CatalogTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Set to write what is generated from the rules instead of comparing it.</summary>
    private protected static bool UpdatesBaselines => Environment.GetEnvironmentVariable("UPDATE_BASELINES") is "1" or "true";

    private protected static IReadOnlyList<SessionAnalyzer> Rules => AllRules.Rules;

    /// <summary>The ids, as the data of a theory.</summary>
    public static TheoryData<string> Ids => new(AllRules.Rules.Select(static rule => rule.Definition.Id));

    private protected static SessionAnalyzer RuleOf(string id) => Rules.Single(rule => rule.Definition.Id == id);

    private protected static string Repository(params string[] parts) => Path.Combine([Root, .. parts]);

    private protected static string ReadRepository(params string[] parts) => File.ReadAllText(Repository(parts)).ReplaceLineEndings("\n");

    /// <summary>Compares a generated file with what the rules say it is, or writes it.</summary>
    private protected static void VerifyBaseline(string path, string actual, string generated)
    {
        if (actual == generated)
        {
            return;
        }

        if (UpdatesBaselines)
        {
            File.WriteAllText(path, generated);
            return;
        }

        Assert.Fail($"{path} is not what the rules say. Run the tests with UPDATE_BASELINES=1 and read the difference.\n{Difference(actual, generated)}");
    }

    /// <summary>Replaces what is between two marks; each mark has a line of its own.</summary>
    private protected static string Between(string text, string start, string end, string content)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"The marks {start} and {end} are not there.");
        return text[..(from + start.Length)] + "\n" + content + text[to..];
    }

    private protected static string Table(string[] header, IEnumerable<string[]> rows)
    {
        var table = new StringBuilder();
        table.Append(Row(header)).Append('|').Append(string.Concat(Enumerable.Repeat("---|", header.Length))).Append('\n');
        foreach (var row in rows)
        {
            table.Append(Row(row));
        }

        return table.ToString();
    }

    private static string Row(string[] cells) =>
        "|" + string.Concat(cells.Select(static cell => cell.Length == 0 ? " |" : $" {cell} |")) + "\n";

    private static string Difference(string actual, string expected)
    {
        var (old, wanted) = (actual.Split('\n'), expected.Split('\n'));
        return string.Join('\n', old.Except(wanted).Select(static line => "- " + line).Concat(wanted.Except(old).Select(static line => "+ " + line)));
    }
}
