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
        Assert.NotEmpty(Fixes.Value);
        Assert.All(Fixes.Value, static fix => Assert.Empty(Problems(fix)));
    }

    [Fact]
    public void FixOfNoRule_IsFound() => Assert.Equal(5, Problems(typeof(Stray)).Count());

    [Fact]
    public void RuleWithoutFixAndReason_IsFound()
    {
        var rule = RuleOf("SESS1001");
        Assert.NotNull(Problem(rule, [], RulePage.Parse("# T\n\n## Fix\n\n- **Set Secure**: adds it.\n")));
        Assert.Null(Problem(rule, [], RulePage.Parse("# T\n\n## Fix\n\nNone: a certificate is needed.\n")));
        Assert.NotNull(Problem(rule, [], RulePage.Parse("# T\n\n## Fix\n\nNone.\n")));
        Assert.NotNull(Problem(rule, Fixes.Value.Where(static fix => fix.Name.StartsWith("SESS1001", StringComparison.Ordinal)), RulePage.Parse("# T\n\n## Fix\n\nNone: a certificate is needed.\n")));
    }

    private static IEnumerable<string> Problems(Type fix)
    {
        var provider = (CodeFixProvider)Activator.CreateInstance(fix, nonPublic: true)!;
        var rule = Rules.SingleOrDefault(rule => rule.GetType().Name + "Fix" == fix.Name);
        if (rule is null)
        {
            yield return $"{fix.Name} is named after no rule.";
        }

        if (!provider.FixableDiagnosticIds.SequenceEqual([rule?.Definition.Id ?? "none"]))
        {
            yield return $"{fix.Name} fixes {string.Join(", ", provider.FixableDiagnosticIds)}.";
        }

        if (provider.GetFixAllProvider() is null)
        {
            yield return $"{fix.Name} has no fix-all.";
        }

        var export = fix.GetCustomAttribute<ExportCodeFixProviderAttribute>();
        if (export?.Name != fix.Name)
        {
            yield return $"{fix.Name} is not exported under its name.";
        }

        if (export is not { Languages: ["C#"] })
        {
            yield return $"{fix.Name} is not exported for C#.";
        }
    }

    private static string? Problem(SessionAnalyzer rule, IEnumerable<Type> fixes, RulePage page)
    {
        var hasFix = fixes.Any(fix => fix.Name == rule.GetType().Name + "Fix");
        var text = page.Section("Fix").Trim();
        var hasReason = text.StartsWith("None: ", StringComparison.Ordinal) && text.Length > "None: ".Length + 10;
        return hasFix == hasReason ? $"{rule.Definition.Id} {(hasFix ? "has a fix, and its page says that there is none" : "has no fix, and its page does not say why (None: …)")}." : null;
    }

    private sealed class Stray : CodeFixProvider
    {
        public override System.Collections.Immutable.ImmutableArray<string> FixableDiagnosticIds => ["SESS1999"];

        public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
    }
}
