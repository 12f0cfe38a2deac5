using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests;

/// <summary>The sample of agent tools, as its page says to run it.</summary>
public sealed class AgentToolsTests
{
    [Fact]
    public async Task Sample_RunsOnlyTheApprovedToolAndOnlyUntilSignOut()
    {
        var artifacts = Directory.CreateTempSubdirectory("AgentTools.").FullName;
        try
        {
            var run = (await DotnetCommand.RunAsync(Repository.Root, "run", "--project", Repository.PathOf("docs", "samples", "AgentTools"), "--artifacts-path", artifacts)).Succeeded();

            Assert.Equal(
                [
                    "function search: sencha",
                    "function clear:  refused: NotApproved",
                    "mcp search:      \"sencha\"",
                    "mcp clear:       refused: NotApproved",
                    "after sign-out:  refused: SessionRefused",
                    "inventory:       sencha, assam",
                ],
                run.Output.Split('\n').Select(static line => line.Trim()).Where(static line => line.Contains(":  ", StringComparison.Ordinal) || line.StartsWith("function search", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }
}
