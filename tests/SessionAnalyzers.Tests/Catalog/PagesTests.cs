using System.Text.RegularExpressions;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Tests.Robustness;

namespace SessionAnalyzers.Tests.Catalog;

/// <summary>The pages of docs/rules say what the rules do; their samples are compiled and analysed.</summary>
public class PagesTests : CatalogTests
{
    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_SaysWhatTheDescriptorSays(string id) => Assert.Empty(Problems(RulePage.Read(PathOf(id)), RuleOf(id).Definition));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task BadSample_IsReported(string id) =>
        Assert.Contains(id, await IdsInAsync(id, RulePage.Read(PathOf(id)).Sample("Bad")));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task GoodSample_IsSilent(string id) =>
        Assert.Empty(await IdsInAsync(id, RulePage.Read(PathOf(id)).Sample("Good")));

    [Fact]
    public void EveryPage_IsThatOfARule()
    {
        var pages = Directory.GetFiles(Repository("docs", "rules"), "*.md").Select(static file => Path.GetFileNameWithoutExtension(file)).ToArray();
        Assert.Empty(Unmatched(pages));
        Assert.Equal(["SESS1999"], Unmatched(pages.Append("SESS1999")));
        Assert.Equal([pages[0]], Unmatched(pages.Skip(1)));
    }

    [Fact]
    public void EveryOption_IsOnTheConfigurationPage()
    {
        Assert.Empty(Unnamed(ReadRepository("docs", "configuration.md")));
        Assert.NotEmpty(Unnamed("# Configuration\n\nThere is nothing to configure.\n"));
    }

    [Fact]
    public void OptionOnAPageThatDoesNotExist_IsFound()
    {
        Assert.Empty(Unknown("Set `session_analyzers.include_tests`."));
        Assert.NotEmpty(Unknown("Set `session_analyzers.unheard_of`."));
        Assert.All(Directory.GetFiles(Repository("docs"), "*.md").Append(Repository("README.md")), static page => Assert.Empty(Unknown(File.ReadAllText(page))));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_NamesNoOptionThatDoesNotExist(string id) =>
        Assert.Empty(Unknown(RulePage.Read(PathOf(id)).Section("Configuration")));

    [Fact]
    public void WrongPage_IsFound()
    {
        var rule = RuleOf("SESS1001").Definition;
        var right = ReadRepository("docs", "rules", "SESS1001.md");
        Assert.Empty(Problems(RulePage.Parse(right), rule));
        foreach (var (old, wrong) in new[]
        {
            ("id: SESS1001", "id: SESS1002"), ("title: Sensitive", "title: A sensitive"), ("level: Warning", "level: Info"), ("cwe: [614]", "cwe: [615]"),
            ("asvs: [\"3.3.1\"]", "asvs: [\"3.3.2\"]"), ("# SESS1001: ", "# SESS1001 "), ("## Why", "## Background"), ("## Silent on", "## Not on"), ("---\nid", "id"),
        })
        {
            Assert.Contains(old, right, StringComparison.Ordinal);
            Assert.NotEmpty(Problems(RulePage.Parse(right.Replace(old, wrong, StringComparison.Ordinal)), rule));
        }
    }

    [Fact]
    public async Task SampleThatIsFine_IsNotTakenForABadOne()
    {
        Assert.Empty(await IdsInAsync("SESS1001", ("csharp", "System.Console.WriteLine();")));
        await Assert.ThrowsAsync<InvalidDataException>(() => IdsInAsync("SESS1001", ("csharp", "this does not compile")));
        await Assert.ThrowsAsync<InvalidDataException>(() => IdsInAsync("SESS1001", ("", "")));
    }

    /// <summary>Pages without a rule, and rules without a page.</summary>
    private static HashSet<string> Unmatched(IEnumerable<string> pages)
    {
        var (left, right) = (pages.ToHashSet(), Rules.Select(static rule => rule.Definition.Id).ToHashSet());
        left.SymmetricExceptWith(right);
        return left;
    }

    private static string PathOf(string id) => Repository("docs", "rules", id + ".md");

    private static IEnumerable<string> Problems(RulePage page, Rule rule)
    {
        var expected = new (string Key, string Value)[]
        {
            ("id", rule.Id),
            ("title", rule.Descriptor.Title.ToString()),
            ("level", rule.Level.ToString()),
            ("cwe", string.Join(",", rule.Cwe)),
            ("asvs", string.Join(",", rule.Asvs)),
        };
        foreach (var (key, value) in expected)
        {
            var actual = key is "cwe" or "asvs" ? string.Join(",", page.List(key)) : page.Front(key);
            if (actual != value)
            {
                yield return $"{key} is '{actual}', the descriptor says '{value}'.";
            }
        }

        if (!page.Keys.SequenceEqual(expected.Select(static pair => pair.Key)))
        {
            yield return "The front matter has the keys " + string.Join(", ", page.Keys);
        }

        if (page.Heading != $"{rule.Id}: {rule.Descriptor.Title}")
        {
            yield return "The heading is " + page.Heading;
        }

        string[] sections = ["Why", "Bad", "Good", "Fix", "Silent on", "Configuration"];
        if (!page.Sections.SequenceEqual(sections))
        {
            yield return "The sections are " + string.Join(", ", page.Sections);
        }

        foreach (var empty in sections.Where(section => page.Section(section).Trim().Length == 0))
        {
            yield return $"'{empty}' is empty.";
        }
    }

    /// <summary>The ids that a rule reports in a sample of its page: C# code, or an .editorconfig.</summary>
    private static async Task<IReadOnlyCollection<string>> IdsInAsync(string id, (string Language, string Code) sample)
    {
        var project = sample.Language switch
        {
            "csharp" => Analysis.WithSources(Analysis.AspNetCore, ("Sample.cs", sample.Code)),
            "ini" => Analysis.WithEditorConfig(Analysis.WithSources(Analysis.AspNetCore, ("Sample.cs", "internal sealed class Nothing;")), sample.Code),
            _ => throw new InvalidDataException($"The page of {id} has no sample of C# or .editorconfig."),
        };
        if (await Analysis.ErrorsAsync(project) is [_, ..] errors)
        {
            throw new InvalidDataException($"A sample of {id} does not compile.\n{string.Join('\n', errors)}");
        }

        var analysis = await Analysis.RunAsync(project, analyzers: RuleOf(id));
        analysis.RequireNoFailure("the sample of " + id);
        return [.. analysis.Diagnostics.Select(static diagnostic => diagnostic.Id).Distinct()];
    }

    private static IEnumerable<string> Unnamed(string page) =>
        Settings.All.Append(Settings.Mode).Select(static setting => setting.Key.Replace("build_property.", "", StringComparison.Ordinal)).Where(key => !page.Contains(key, StringComparison.Ordinal));

    private static IEnumerable<string> Unknown(string page) =>
        Regex.Matches(page, @"session_analyzers\.[a-z_]+").Select(static match => match.Value).Distinct()
            .Except(Settings.All.Select(static setting => setting.Key))
            // The page of SESS0001 shows a misspelling.
            .Except(["session_analyzers.sensitive_name"]);
}
