namespace SessionAnalyzers.Tests.Catalog;

/// <summary>A newcomer who knows the id knows every file.</summary>
public class RuleFilesTests : CatalogTests
{
    public static TheoryData<string> RuleFiles => new(Files("src", "SessionAnalyzers", "Rules"));

    [Theory]
    [MemberData(nameof(RuleFiles))]
    public void FileOfARule_IsNamedAfterItsClass(string file) => Assert.Null(Problem(file, Rules));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Class_HasOneFileInTheFolderOfItsFamily(string id)
    {
        var rule = RuleOf(id);
        var file = Assert.Single(Files("src", "SessionAnalyzers", "Rules"), file => Path.GetFileName(file) == rule.GetType().Name + ".cs");
        Assert.Equal(RuleFamily.Of(id), "SessionSecurity." + Path.GetFileName(Path.GetDirectoryName(file)));
        Assert.Equal("SessionAnalyzers.Rules." + Path.GetFileName(Path.GetDirectoryName(file)), rule.GetType().Namespace);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Tests_HaveTheStemOfTheRule(string id)
    {
        var rule = RuleOf(id).GetType();
        var family = rule.Namespace!.Split('.')[^1];
        var tests = Repository("tests", "SessionAnalyzers.Tests", "Rules", family, rule.Name + "Tests.cs");
        Assert.True(File.Exists(tests), tests + " is not there.");
        Assert.Contains("_IsReported", File.ReadAllText(tests), StringComparison.Ordinal);
        Assert.Contains("_IsSilent", File.ReadAllText(tests), StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfNoRule_IsFound()
    {
        Assert.NotNull(Problem("src/SessionAnalyzers/Rules/Cookies/SESS1999Nothing.cs", Rules));
        Assert.NotNull(Problem("src/SessionAnalyzers/Rules/Cookies/CookieHelpers.cs", Rules));
        Assert.NotNull(Problem($"src/SessionAnalyzers/Rules/Keys/{RuleOf("SESS1001").GetType().Name}.cs", Rules));
        Assert.NotNull(Problem("src/SessionAnalyzers/Rules/Cookies/SESS1999Nothing.Fix.cs", Rules));
    }

    private static string? Problem(string file, IEnumerable<SessionAnalyzer> rules)
    {
        var stem = Path.GetFileName(file).Split('.')[0];
        return rules.SingleOrDefault(rule => rule.GetType().Name == stem) is not { } rule ? $"{file} is named after no rule."
            : !stem.StartsWith(rule.Definition.Id, StringComparison.Ordinal) ? $"{stem} does not start with {rule.Definition.Id}."
            : RuleFamily.Of(rule.Definition.Id) != "SessionSecurity." + Path.GetFileName(Path.GetDirectoryName(file)) ? $"{file} is not in the folder of its family."
            : null;
    }

    private static IEnumerable<string> Files(params string[] folder) =>
        Directory.EnumerateFiles(Repository(folder), "*.cs", SearchOption.AllDirectories).Select(static file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);
}
