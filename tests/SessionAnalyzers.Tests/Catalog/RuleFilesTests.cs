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
        var tests = Repository("tests", "SessionAnalyzers.Tests", "Rules", rule.Namespace!.Split('.')[^1], rule.Name + "Tests.cs");
        Assert.Null(TestProblem(tests, File.Exists(tests) ? File.ReadAllText(tests) : null));
    }

    [Fact]
    public void MissingOrOneSidedTests_AreFound()
    {
        Assert.Null(TestProblem("T.cs", "void A_IsReported() { } void B_IsSilent() { }"));
        Assert.NotNull(TestProblem("T.cs", null));
        Assert.NotNull(TestProblem("T.cs", "void A_IsReported() { }"));
        Assert.NotNull(TestProblem("T.cs", "void B_IsSilent() { }"));
    }

    [Fact]
    public void FileOfNoRule_IsFound()
    {
        Assert.NotNull(Problem("src/SessionAnalyzers/Rules/Cookies/SESS1999Nothing.cs", Rules));
        Assert.NotNull(Problem("src/SessionAnalyzers/Rules/Cookies/CookieHelpers.cs", Rules));
        Assert.NotNull(Problem($"src/SessionAnalyzers/Rules/Keys/{RuleOf("SESS1001").GetType().Name}.cs", Rules));
        Assert.NotNull(Problem("src/SessionAnalyzers/Rules/Cookies/SESS1999Nothing.Fix.cs", Rules));
    }

    private static string? TestProblem(string path, string? text) =>
        text is null ? path + " is not there."
        : !text.Contains("_IsReported", StringComparison.Ordinal) ? path + " has no test of what is reported."
        : !text.Contains("_IsSilent", StringComparison.Ordinal) ? path + " has no test of what is silent."
        : null;

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
