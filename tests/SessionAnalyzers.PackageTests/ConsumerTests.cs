using SessionAnalyzers.PackageTests.Findings;

namespace SessionAnalyzers.PackageTests;

[Collection(typeof(OneConsumerBuild))]
public class ConsumerTests(ConsumerBuild build)
{
    [Fact]
    public void AspNetCore_IsWarned() => Finding.AssertSame(Warnings(ConsumerBuild.WebShop), build.PrintedFor(ConsumerBuild.WebShop));

    [Fact]
    public void AspNetCore_HasSuggestionsInTheLog() => Finding.AssertSame(
        build.PlantedIn(ConsumerBuild.WebShop),
        build.LogOf(ConsumerBuild.WebShop).Findings.Where(static finding => finding.IsOfRule));

    [Fact]
    public void NetFramework_IsWarned() => Finding.AssertSame(Warnings(ConsumerBuild.ClassicSite), build.PrintedFor(ConsumerBuild.ClassicSite));

    [Fact]
    public void ProjectReference_BringsAnalyzersAndMode() => Finding.AssertSame(
        build.PlantedIn(ConsumerBuild.Storefront).Select(static planted => planted with { Severity = Finding.Warning }),
        build.PrintedFor(ConsumerBuild.Storefront));

    [Fact]
    public void ConfigurationFile_IsWarned() => Finding.AssertSame(Warnings(ConsumerBuild.KeyedSite), build.PrintedFor(ConsumerBuild.KeyedSite));

    [Fact]
    public void ConfigurationFile_IsReadOnceWhereTheProjectPassesItToo() => Finding.AssertSame(Warnings(ConsumerBuild.OwnFiles), build.PrintedFor(ConsumerBuild.OwnFiles));

    [Fact]
    public void ConfigurationFile_IsLeftOutOnRequest() => Assert.Empty(build.PrintedFor(ConsumerBuild.NoFiles));

    [Fact]
    public void ConsoleApplication_IsAnalyzedAndSilent() => AssertAnalyzedAndSilent(ConsumerBuild.ConsoleTool);

    [Fact]
    public void NetStandardLibrary_IsAnalyzedAndSilent() => AssertAnalyzedAndSilent(ConsumerBuild.ReportLibrary);

    [Fact]
    public void Log_LinksAndClassifiesTheRules()
    {
        var log = build.LogOf(ConsumerBuild.WebShop);
        foreach (var rule in AllRules.Rules.Select(static rule => rule.Definition))
        {
            Assert.Equal(rule.Descriptor.HelpLinkUri, log.HelpUri(rule.Id));
            Assert.Equal(rule.Descriptor.CustomTags, log.Tags(rule.Id));
        }

        Assert.EndsWith("/docs/rules/SESS1001.md", log.HelpUri("SESS1001"), StringComparison.Ordinal);
        Assert.Contains("external/cwe/cwe-614", log.Tags("SESS1001"));
        Assert.Contains("external/owasp-asvs-5.0/3.3.1", log.Tags("SESS1001"));
    }

    private IEnumerable<Finding> Warnings(Consumer consumer) => build.PlantedIn(consumer).Where(static finding => finding.Severity == Finding.Warning);

    private void AssertAnalyzedAndSilent(Consumer consumer)
    {
        Assert.True(build.LogOf(consumer).Knows("SESS1001"));
        Assert.Empty(build.PrintedFor(consumer));
    }
}
