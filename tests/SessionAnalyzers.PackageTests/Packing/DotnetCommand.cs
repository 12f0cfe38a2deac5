using System.Diagnostics;
using System.Text;

namespace SessionAnalyzers.PackageTests.Packing;

/// <summary>The dotnet command line as a build agent runs it: nothing of this test run in its environment, no server that stays behind.</summary>
internal static class DotnetCommand
{
    private static readonly Dictionary<string, string> Quiet = new()
    {
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>Runs <c>dotnet</c> with arguments in a folder.</summary>
    public static Task<CommandResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Runs <c>dotnet</c> with more environment variables, which MSBuild reads as properties.</summary>
    public static async Task<CommandResult> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using var process = new Process { StartInfo = StartInfo(folder, variables, arguments) };
        var output = new StringBuilder();
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new CommandResult("dotnet " + string.Join(' ', arguments), process.ExitCode, output.ToString());

        void Collect(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }

    /// <summary>How to start <c>dotnet</c> with its output redirected.</summary>
    public static ProcessStartInfo StartInfo(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsOfThisRun).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in Quiet.Concat(variables))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>What the build that runs the tests hands down, and NUGET_PACKAGES, which would overrule the private package folder.</summary>
    private static bool IsOfThisRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || variable.Equals("NUGET_PACKAGES", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a command said and how it ended.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    public CommandResult Succeeded() => EndedWith(0);

    public CommandResult EndedWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"{Command} ended with {ExitCode} instead of {exitCode}:\n{Output}");
        return this;
    }
}
