using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SealedShop.Tests.Running;

namespace SealedShop.Tests;

public sealed class AnalysisTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sealed-shop-analysis-").FullName;

    [Fact]
    public async Task Rules_FindNothingInTheShop()
    {
        // What the analysis needs is built apart: a log of findings is for one project.
        var printed = await BuildAsync();
        var log = Path.Combine(_folder, "audit.sarif");
        printed += await BuildAsync("--no-restore", "--no-incremental", "-p:BuildProjectReferences=false", "-p:SessionAnalyzersMode=Audit", $"-p:ErrorLog={log}%2Cversion=2.1");
        printed += await BuildAsync("--no-restore", "--no-incremental", "-p:BuildProjectReferences=false", "-p:SessionAnalyzersMode=Strict");
        Assert.DoesNotContain("SESS", printed, StringComparison.Ordinal);

        var run = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).GetProperty("runs")[0];
        Assert.Contains(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray(), rule => Id(rule, "id") == "SESS1001");
        Assert.DoesNotContain(run.GetProperty("results").EnumerateArray(), result => Id(result, "ruleId").StartsWith("SESS", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Id(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private async Task<string> BuildAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["build", BuiltShop.Folder, "--artifacts-path", _folder, "-v:m", "-nologo", "-tl:off", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var build = Process.Start(start)!;
        var output = new StringBuilder();
        build.OutputDataReceived += (_, line) => Add(line);
        build.ErrorDataReceived += (_, line) => Add(line);
        build.BeginOutputReadLine();
        build.BeginErrorReadLine();
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, output.ToString());
        return output.ToString();

        void Add(DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }
}
