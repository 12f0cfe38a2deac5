using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Tests.Catalog;

/// <summary>What every descriptor promises.</summary>
public partial class DescriptorTests : CatalogTests
{
    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_IsComplete(string id)
    {
        var rule = RuleOf(id);
        Assert.Empty(Problems(rule.Definition, rule.GetType().Name));
        if (rule.Definition.Info is { } info)
        {
            Assert.Empty(Problems(info, rule.GetType().Name));
            Assert.Equal((id, RuleLevel.Info), (info.Id, info.Level));
            Assert.Equal(rule.Definition.Descriptor.Title, info.Descriptor.Title);
        }

        if (rule.Definition.OfSetting is { } ofSetting)
        {
            Assert.Empty(Problems(ofSetting, rule.GetType().Name));
            Assert.Equal((id, rule.Definition.Level), (ofSetting.Id, ofSetting.Level));
            Assert.Equal(rule.Definition.Descriptor.Title, ofSetting.Descriptor.Title);
        }
    }

    [Fact]
    public void AllRules_HasEveryRuleOnceAndInTheOrderOfTheIds()
    {
        Assert.True(Rules.Count >= 12, "The rules are not found.");
        Assert.Empty(Problems(Rules));
    }

    [Fact]
    public void RuleThatIsMissingTwiceThereOrOutOfOrder_IsFound()
    {
        Assert.NotEmpty(Problems([.. Rules.Skip(1)]));
        Assert.NotEmpty(Problems([.. Rules, Rules[0]]));
        Assert.NotEmpty(Problems([.. Rules.Reverse()]));
    }

    [Fact]
    public void AllRules_SupportsEveryDiagnosticOfEveryRule() => Assert.Equal(
        Rules.SelectMany(static rule => rule.SupportedDiagnostics),
        new AllRules().SupportedDiagnostics);

    [Fact]
    public void AllRules_IsTheOnlyAnalyzerThatACompilerLoads() => Assert.Equal(
        [typeof(AllRules)],
        typeof(AllRules).Assembly.GetTypes().Where(static type => type.IsDefined(typeof(Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerAttribute), inherit: false)));

    [Theory]
    [InlineData(nameof(RuleLevel.Error), DiagnosticSeverity.Warning, true)]
    [InlineData(nameof(RuleLevel.Warning), DiagnosticSeverity.Warning, true)]
    [InlineData(nameof(RuleLevel.Info), DiagnosticSeverity.Info, true)]
    [InlineData(nameof(RuleLevel.Audit), DiagnosticSeverity.Warning, false)]
    public void Level_DecidesTheSeverity(string level, DiagnosticSeverity severity, bool isEnabled)
    {
        var rule = Rule.Define("SESS1999", "Title", "Message", Enum.Parse<RuleLevel>(level), [1], ["1.1.1"]);
        Assert.Equal((severity, isEnabled), (rule.Descriptor.DefaultSeverity, rule.Descriptor.IsEnabledByDefault));
    }

    [Fact]
    public void IncompleteDescriptor_IsFound()
    {
        Assert.Empty(Problems(Rule.Define("SESS1999", "Cookie lost", "Cookie '{0}' is lost; keep it", RuleLevel.Warning, [614], ["3.3.1"]), "SESS1999CookieLost"));
        Assert.NotEmpty(Problems(Rule.Define("SESS1999", "Cookie lost.", "Cookie '{0}' is lost", RuleLevel.Warning, [614], ["3.3.1"]), "SESS1999CookieLost"));
        Assert.NotEmpty(Problems(Rule.Define("SESS1999", "Cookie lost", "Cookie '{0}' is lost.", RuleLevel.Warning, [614], ["3.3.1"]), "SESS1999CookieLost"));
        Assert.NotEmpty(Problems(Rule.Define("SESS1999", "Cookie lost", "Cookie '{0}' is lost", RuleLevel.Warning, [], ["3.3.1"]), "SESS1999CookieLost"));
        Assert.NotEmpty(Problems(Rule.Define("SESS1999", "Cookie lost", "Cookie '{0}' is lost", RuleLevel.Warning, [614], []), "SESS1999CookieLost"));
        Assert.NotEmpty(Problems(Rule.Define("SESS1999", "Cookie lost", "Cookie '{0}' is lost", RuleLevel.Warning, [614], ["V3.3"]), "SESS1999CookieLost"));
        Assert.NotEmpty(Problems(Rule.Define("SESS1998", "Cookie lost", "Cookie '{0}' is lost", RuleLevel.Warning, [614], ["3.3.1"]), "SESS1999CookieLost"));
    }

    private static IEnumerable<string> Problems(IReadOnlyList<SessionAnalyzer> rules)
    {
        var ids = rules.Select(static rule => rule.Definition.Id).ToArray();
        var classes = typeof(AllRules).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(SessionAnalyzer)) && !type.IsAbstract);
        foreach (var missing in classes.Except(rules.Select(static rule => rule.GetType())))
        {
            yield return missing.Name + " is not there.";
        }

        if (ids.Distinct().Count() != ids.Length || rules.Select(static rule => rule.Definition.Descriptor.Title.ToString()).Distinct().Count() != ids.Length)
        {
            yield return "An id or a title is there twice.";
        }

        if (!ids.SequenceEqual(ids.Order(StringComparer.Ordinal)))
        {
            yield return "The ids are not in order.";
        }
    }

    private static IEnumerable<string> Problems(Rule rule, string className)
    {
        var descriptor = rule.Descriptor;
        var (title, message) = (descriptor.Title.ToString(), descriptor.MessageFormat.ToString());
        if (!IdPattern().IsMatch(rule.Id) || !className.StartsWith(rule.Id, StringComparison.Ordinal) || className.Length == rule.Id.Length)
        {
            yield return $"{className} does not start with its id {rule.Id}, or says nothing more.";
        }

        if (!descriptor.HelpLinkUri.EndsWith($"/docs/rules/{rule.Id}.md", StringComparison.Ordinal) || !Uri.IsWellFormedUriString(descriptor.HelpLinkUri, UriKind.Absolute))
        {
            yield return "The help link is " + descriptor.HelpLinkUri;
        }

        if (descriptor.Category != RuleFamily.Of(rule.Id))
        {
            yield return "The category is " + descriptor.Category;
        }

        if (title.Length == 0 || !char.IsUpper(title[0]) || title.EndsWith('.') || message.Length == 0 || message.EndsWith('.') || message.Contains('\n', StringComparison.Ordinal))
        {
            yield return "The title is a phrase that starts with a capital, the message one sentence; neither ends with a full stop.";
        }

        // What no weakness and no requirement stands behind is not about security: the options are.
        var isConfiguration = rule.Id[4] == '0';
        if (!isConfiguration && (rule.Cwe.IsEmpty || rule.Asvs.IsEmpty))
        {
            yield return "It names no CWE or no requirement of ASVS.";
        }

        if (rule.Cwe.Length != rule.Cwe.Distinct().Count() || rule.Asvs.Any(static number => !AsvsPattern().IsMatch(number)) || !rule.Asvs.SequenceEqual(rule.Asvs.Distinct()))
        {
            yield return "A CWE is there twice, or a requirement is not of the form 3.3.1.";
        }

        string[] tags = ["Security", .. rule.Cwe.Select(static number => $"external/cwe/cwe-{number:000}"), .. rule.Asvs.Select(static number => $"external/owasp-asvs-5.0/{number}")];
        if (!descriptor.CustomTags.SequenceEqual(tags))
        {
            yield return "The tags are " + string.Join(", ", descriptor.CustomTags);
        }

        var severity = rule.Level == RuleLevel.Info ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
        if (descriptor.DefaultSeverity != severity || descriptor.IsEnabledByDefault != (rule.Level != RuleLevel.Audit))
        {
            yield return $"Level {rule.Level} has the severity {descriptor.DefaultSeverity}.";
        }
    }

    [GeneratedRegex(@"^SESS[0-8]\d{3}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex AsvsPattern();
}
