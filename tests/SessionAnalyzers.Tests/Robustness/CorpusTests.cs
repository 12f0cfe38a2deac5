
namespace SessionAnalyzers.Tests.Robustness;

/// <summary>All rules together over realistic files: nothing in the valid ones, exactly the markers in the others.</summary>
public class CorpusTests
{
    public static TheoryData<string> Valid => new(CorpusFile.Valid.Select(static file => file.Name));

    public static TheoryData<string> Vulnerable => new(CorpusFile.Vulnerable.Select(static file => file.Name));

    [Theory]
    [MemberData(nameof(Valid))]
    public Task ValidFile_IsSilent(string name) => VerifyAsync(CorpusFile.Of(name), isSilent: true);

    [Theory]
    [MemberData(nameof(Vulnerable))]
    public Task VulnerableFile_IsReportedWhereItSays(string name) => VerifyAsync(CorpusFile.Of(name), isSilent: false);

    [Fact]
    public void Corpus_HasSomethingForEveryCookieRule()
    {
        var marked = string.Concat(CorpusFile.Vulnerable.Select(static file => file.Marked));
        Assert.All(AllRules.Rules.Select(static rule => rule.Definition.Id).Where(static id => id.StartsWith("SESS1", StringComparison.Ordinal)), id => Assert.Contains("{|" + id + ":", marked, StringComparison.Ordinal));
        Assert.True(CorpusFile.Valid.Count >= 10 && CorpusFile.Vulnerable.Count >= 6, "Files are missing.");
        Assert.All(CorpusFile.All, static file => Assert.DoesNotContain("|}", file.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FindingInAValidFile_IsFound() =>
        await Assert.ThrowsAsync<VerificationException>(static () => VerifyAsync(CorpusFile.Valid[0] with { Marked = CorpusFile.Of("Vulnerable/HandWritten.cs").Text }, isSilent: true));

    private static Task VerifyAsync(CorpusFile file, bool isSilent)
    {
        Assert.SkipWhen(file.NeedsCSharp14 && !CSharp14.IsKnown, "This compiler has no extension members.");
        return new CSharpAnalyzerVerifier<AllRules>.Test
        {
            TestCode = file.Marked,
            IsSilent = isSilent,
            ReferenceAssemblies = file.IsSystemWeb ? ReferenceAssemblies.NetFramework472 : ReferenceAssemblies.AspNetCore100WithTokens,
        }.RunAsync();
    }
}
