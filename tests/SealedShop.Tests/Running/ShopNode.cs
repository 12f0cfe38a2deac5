using System.Diagnostics;
using System.Globalization;
using System.Text;
using SealedShop.Tests.InShop;

namespace SealedShop.Tests.Running;

/// <summary>The shop in a process of its own, as <c>dotnet run</c> starts it, on free ports.</summary>
internal sealed class ShopNode : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<Uri> _addresses = [];
    private readonly TaskCompletionSource<bool> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ShopNode(Process process)
    {
        _process = process;
        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
    }

    /// <summary>Over https.</summary>
    public Uri Address => _addresses.Single(address => address.Scheme == Uri.UriSchemeHttps);

    /// <summary>Over http, which only redirects.</summary>
    public Uri PlainAddress => _addresses.Single(address => address.Scheme == Uri.UriSchemeHttp);

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Returns when the shop listens.</summary>
    public static async Task<ShopNode> StartAsync(string home, IReadOnlyDictionary<string, string> settings)
    {
        var node = Launch(home, settings);
        if (!await node._started.Task.WaitAsync(Patience))
        {
            await node.DisposeAsync();
            Assert.Fail($"The shop did not start:\n{node.Output}");
        }

        return node;
    }

    /// <summary>Starts a shop that is not to start.</summary>
    /// <returns>Its exit code and what it has written.</returns>
    public static async Task<(int ExitCode, string Output)> StartInVainAsync(string home, IReadOnlyDictionary<string, string> settings)
    {
        await using var node = Launch(home, settings);
        Assert.False(await node._started.Task.WaitAsync(Patience), "The shop has started.");
        await node._process.WaitForExitAsync();
        return (node._process.ExitCode, node.Output);
    }

    /// <summary>Shuts the shop down in order.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
            TestContext.Current.TestOutputHelper?.WriteLine(Output);
        }
    }

    private static ShopNode Launch(string home, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltShop.Assembly])
        {
            WorkingDirectory = BuiltShop.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var tests = typeof(ShopNode).Assembly;
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "https://127.0.0.1:0;http://127.0.0.1:0",
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = tests.GetName().Name!,
            ["DOTNET_STARTUP_HOOKS"] = tests.Location,
            [TestHost.ClockVariable] = Path.Combine(home, "clock"),
            // Each runs for seconds: what would make it faster later makes it slower now.
            ["DOTNET_TieredPGO"] = "0",
            // Where the framework keeps keys that nobody shares.
            ["HOME"] = home,
        };
        foreach (var (name, value) in variables.Concat(settings))
        {
            start.Environment[name] = value;
        }

        var node = new ShopNode(new Process { StartInfo = start });
        node._process.Start();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            _started.TrySetResult(false);
            return;
        }

        lock (_output)
        {
            _output.AppendLine(CultureInfo.InvariantCulture, $"{line.Data}");
        }

        if (line.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var start)
        {
            _addresses.Add(new Uri(line.Data[(start + Listening.Length)..].Trim()));
        }
        else if (line.Data.Contains("Application started.", StringComparison.Ordinal))
        {
            _started.TrySetResult(true);
        }
    }
}
