using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Tests.Catalog;

/// <summary>Every rule that warns has a fix, or its page says why it has none.</summary>
public class FixesTests : CatalogTests
{
    private static readonly Lazy<Type[]> Fixes = new(static () =>
        [.. Assembly.Load("SessionAnalyzers.CodeFixes").GetTypes().Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)]);

    public static TheoryData<string> Warnings =>
        new(AllRules.Rules.Where(static rule => rule.Definition.Level is RuleLevel.Error or RuleLevel.Warning).Select(static rule => rule.Definition.Id));

    [Theory]
    [MemberData(nameof(Warnings))]
    public void RuleThatWarns_HasAFixOrAReason(string id) =>
        Assert.Null(Problem(RuleOf(id), Fixes.Value, RulePage.Read(Repository("docs", "rules", id + ".md"))));

    [Fact]
    public void EveryFix_IsThatOfARule()
    {
        var stems = Rules.ToDictionary(static rule => rule.GetType().Name + "Fix", static rule => rule.Definition.Id);
        Assert.All(Fixes.Value, fix =>
        {
            Assert.Contains(fix.Name, stems.Keys);
            var provider = (CodeFixProvider)Activator.CreateInstance(fix, nonPublic: true)!;
            Assert.Equal([stems[fix.Name]], provider.FixableDiagnosticIds);
            Assert.NotNull(provider.GetFixAllProvider());
            var export = fix.GetCustomAttribute<ExportCodeFixProviderAttribute>();
            Assert.NotNull(export);
            Assert.Equal(["C#"], export.Languages);
            Assert.Equal(fix.Name, export.Name);
        });
    }

    [Fact]
    public void RuleWithoutFixAndReason_IsFound()
    {
        var rule = RuleOf("SESS1001");
        Assert.NotNull(Problem(rule, [], RulePage.Parse("# T\n\n## Fix\n\n- **Set Secure**: adds it.\n")));
        Assert.Null(Problem(rule, [], RulePage.Parse("# T\n\n## Fix\n\nNone: a certificate is needed.\n")));
        Assert.NotNull(Problem(rule, [], RulePage.Parse("# T\n\n## Fix\n\nNone.\n")));
        Assert.NotNull(Problem(rule, Fixes.Value.Where(static fix => fix.Name.StartsWith("SESS1001", StringComparison.Ordinal)), RulePage.Parse("# T\n\n## Fix\n\nNone: a certificate is needed.\n")));
    }

    private static string? Problem(SessionAnalyzer rule, IEnumerable<Type> fixes, RulePage page)
    {
        var hasFix = fixes.Any(fix => fix.Name == rule.GetType().Name + "Fix");
        var text = page.Section("Fix").Trim();
        var hasReason = text.StartsWith("None: ", StringComparison.Ordinal) && text.Length > "None: ".Length + 10;
        return hasFix == hasReason ? $"{rule.Definition.Id} {(hasFix ? "has a fix, and its page says that there is none" : "has no fix, and its page does not say why (None: …)")}." : null;
    }
}
