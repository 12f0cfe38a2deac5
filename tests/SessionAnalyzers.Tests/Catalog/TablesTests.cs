namespace SessionAnalyzers.Tests.Catalog;

/// <summary>The tables that are generated from the rules: in README.md and docs/standards.md.</summary>
public class TablesTests : CatalogTests
{
    private const string Start = "<!-- rules:start -->";
    private const string End = "<!-- rules:end -->";

    /// <summary>What NIST SP 800-63B-4 says where ASVS 5.0 makes a requirement; empty where it says nothing.</summary>
    private static readonly Dictionary<string, string> Nist = new()
    {
        ["3.3.1"] = "5.1.1 (HTTPS only)",
        ["3.3.2"] = "5.1.1 (SameSite)",
        ["3.3.3"] = "5.1.1 (minimal host and path, `__Host-`)",
        ["3.3.4"] = "5.1.1 (HttpOnly)",
        ["7.2.1"] = "",
        ["7.2.3"] = "5.1 (64 bits of an approved generator)",
        ["7.3.1"] = "AAL1 to AAL3 (inactivity timeout)",
        ["7.3.2"] = "AAL1 to AAL3 (overall timeout)",
        ["7.4.1"] = "5.1 (ended on logout)",
        ["7.4.2"] = "",
        ["8.3.1"] = "",
        ["8.3.2"] = "",
        ["9.1.1"] = "",
        ["9.1.2"] = "",
        ["9.2.1"] = "",
        ["9.2.2"] = "",
        ["9.2.3"] = "",
        ["11.2.4"] = "",
        ["11.3.2"] = "",
        ["11.3.3"] = "",
        ["11.3.4"] = "",
        ["11.5.1"] = "5.1 (64 bits of an approved generator)",
        ["13.3.1"] = "",
        ["13.3.4"] = "",
        ["14.1.1"] = "",
    };

    [Fact]
    public void TableOfTheReadme_IsThatOfTheRules()
    {
        var readme = ReadRepository("README.md");
        VerifyBaseline(Repository("README.md"), readme, WithTable(readme, Rules));
    }

    [Fact]
    public void Standards_AreThoseOfTheRules()
    {
        var path = Repository("docs", "standards.md");
        VerifyBaseline(path, File.Exists(path) ? ReadRepository("docs", "standards.md") : "", Standards(Rules));
    }

    [Fact]
    public void EveryRequirement_HasItsCounterpartInNist() =>
        Assert.Empty(Rules.SelectMany(static rule => rule.Definition.Asvs).Distinct().Except(Nist.Keys));

    [Fact]
    public void ARuleMore_IsFound()
    {
        var readme = ReadRepository("README.md");
        Assert.NotEqual(WithTable(readme, Rules), WithTable(readme, Rules.Skip(1)));
        Assert.NotEqual(Standards(Rules), Standards(Rules.SkipLast(1)));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => WithTable("# No marks\n", Rules));
    }

    private static string WithTable(string readme, IEnumerable<SessionAnalyzer> rules) => Between(readme, Start, End, Table(
        ["Rule", "Title", "Level", "CWE", "ASVS"],
        rules.Select(static rule => rule.Definition).Select(static rule => new[]
        {
            $"[{rule.Id}](docs/rules/{rule.Id}.md)",
            rule.Descriptor.Title.ToString(),
            rule.Level.ToString(),
            string.Join(", ", rule.Cwe),
            string.Join(", ", rule.Asvs),
        })));

    private static string Standards(IEnumerable<SessionAnalyzer> rules)
    {
        var definitions = rules.Select(static rule => rule.Definition).Where(static rule => !rule.Cwe.IsEmpty).ToArray();
        var byRule = Table(
            ["Rule", "Title", "CWE", "OWASP ASVS 5.0", "NIST SP 800-63B-4"],
            definitions.Select(static rule => new[]
            {
                Link(rule),
                rule.Descriptor.Title.ToString(),
                string.Join(", ", rule.Cwe.Select(Weakness)),
                string.Join(", ", rule.Asvs),
                string.Join(", ", rule.Asvs.Select(static number => Nist.GetValueOrDefault(number, "")).Where(static section => section.Length > 0).Distinct()),
            }));
        var byRequirement = Table(
            ["OWASP ASVS 5.0", "Rules"],
            definitions.SelectMany(static rule => rule.Asvs.Select(number => (number, rule))).GroupBy(static pair => pair.number, static pair => pair.rule)
                .OrderBy(static group => Version.Parse(group.Key)).Select(static group => new[] { group.Key, string.Join(", ", group.Select(Link)) }));
        var byWeakness = Table(
            ["CWE", "Rules"],
            definitions.SelectMany(static rule => rule.Cwe.Select(number => (number, rule))).GroupBy(static pair => pair.number, static pair => pair.rule)
                .OrderBy(static group => group.Key).Select(static group => new[] { Weakness(group.Key), string.Join(", ", group.Select(Link)) }));
        return $"""
            # Standards

            Which weaknesses of the [CWE](https://cwe.mitre.org/) and which requirements of the [OWASP ASVS 5.0](https://owasp.org/www-project-application-security-verification-standard/) and of [NIST SP 800-63B-4](https://pages.nist.gov/800-63-4/sp800-63b.html) each rule is about. Generated from the rules by TablesTests with `UPDATE_BASELINES=1`.

            ## By rule

            {byRule}
            ## By requirement

            {byRequirement}
            ## By weakness

            {byWeakness}
            """.ReplaceLineEndings("\n");
    }

    private static string Link(Rule rule) => $"[{rule.Id}](rules/{rule.Id}.md)";

    private static string Weakness(int number) => $"[{number}](https://cwe.mitre.org/data/definitions/{number}.html)";
}
