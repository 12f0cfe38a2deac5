using SealedShop.Tests.Running;

namespace SealedShop.Tests.Documentation;

/// <summary>The samples on the runtime's pages compile against the runtime.</summary>
public sealed class SamplesTests
{
    private static readonly string[] Pages = ["docs/sealing.md", "src/SealedSessions.AspNetCore/README.md", "src/SealedSessions.Postgres/README.md"];

    public static TheoryData<string, int> Samples => [.. Pages.SelectMany(On).Select(static sample => (sample.Page, sample.Line))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_Compiles(string page, int line) =>
        Assert.Empty(SampleCompiler.Problems(On(page).Single(sample => sample.Line == line)));

    [Fact]
    public void EverySampleOfAPage_IsFound() =>
        Assert.All(Pages, static page => Assert.Equal(Read(page).Split("```c").Length - 1, On(page).Count));

    [Theory]
    [InlineData("builder.Services.AddSealedSessions().UsePostgrs(\"Host=db\");", "(5,", "CS1061")]
    [InlineData("await agents.OpenAsync(token);", "(5,", "CS1503")]
    [InlineData("\nvar secret = SealingKey.Generate();", "(6,", "CS0103")]
    [InlineData("builder.Services.AddSealedSessions(options => { … });", "(5)", "CS1056")]
    [InlineData("var opened = await agents.OpenAsync(token.Value);\nawait opened.Session.CompleteAsync();", "(6,", "CS8602")]
    [InlineData("app.MapGet(\"/\", () => new Page());\n\nsealed class Page : Missing;", "(7,", "CS0246")]
    [InlineData("public string Name => 1;", "(5,", "CS0029")]
    [InlineData("if (app is null)\n{", "(6)", "CS1513")]
    public void SampleThatDoesNotCompile_IsFoundAtItsLine(string code, string line, string id)
    {
        var problems = SampleCompiler.Problems(Assert.Single(PageSample.On("page.md", $"# Page\n\nText.\n```csharp\n{code}\n```\n")));
        Assert.Contains(problems, problem => problem.StartsWith("page.md" + line, StringComparison.Ordinal) && problem.Contains(id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("app.MapGet(\"/\", () => \"\");")]
    [InlineData("if (token == default)\n{\n    return Results.Forbid();\n}")]
    [InlineData("sealed class Page;\n\nvar page = new Page();\napp.MapGet(\"/\", () => page);")]
    [InlineData("public string Name { get; set; } = \"\";")]
    [InlineData("var key = SealedSessions.SealingKey.Generate();\napp.MapGet(\"/\", () => key.Id);")]
    public void SampleOfAnyShape_Compiles(string code) =>
        Assert.Empty(SampleCompiler.Problems(Assert.Single(PageSample.On("page.md", $"```csharp\n{code}\n```\n"))));

    [Fact]
    public void UsingsOfASample_HoldForThoseBelowItOnly()
    {
        const string key = "```csharp\nvar key = SealingKey.Generate();\napp.MapGet(\"/\", () => key.Id);\n```\n";
        var samples = PageSample.On("page.md", $"{key}\n```csharp\nusing SealedSessions;\n```\n\n{key}");

        Assert.Equal([2, 7, 11], samples.Select(static sample => sample.Line));
        Assert.NotEmpty(SampleCompiler.Problems(samples[0]));
        Assert.Empty(SampleCompiler.Problems(samples[2]));
    }

    private static IReadOnlyList<PageSample> On(string page) => PageSample.On(page, Read(page));

    private static string Read(string page) => File.ReadAllText(Path.Combine(BuiltShop.RepositoryRoot, page));
}
