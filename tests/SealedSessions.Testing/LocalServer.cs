using System.Diagnostics;

namespace SealedSessions.Testing;

/// <summary>
/// A real server on a loopback port with a folder of its own, which tests may stop, kill and freeze. It ends with
/// the test process, however that ends.
/// </summary>
public abstract class LocalServer : IAsyncDisposable
{
    // Bounds what cannot be waited for without end; a start takes well below a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Process? _process;
    private bool _isPaused;

    private protected LocalServer()
    {
    }

    /// <summary>The same for the life of this object, over all stops and starts.</summary>
    public int Port { get; } = FreePort.Find();

    private protected ServerFolder Folder { get; } = new();

    private protected abstract IEnumerable<string> Command { get; }

    private ProcessTree Processes => new(
        _process?.Id ?? throw new InvalidOperationException("The server does not run."));

    /// <summary>Returns when the server answers.</summary>
    public async Task StartAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The server runs already.");
        }

        _process = Folder.Start(Command);
        var started = Stopwatch.StartNew();
        while (!await AnswersAsync().ConfigureAwait(false))
        {
            if (_process.HasExited || started.Elapsed > Patience)
            {
                throw Folder.Failure($"{GetType().Name} does not answer");
            }

            await Task.Delay(10).ConfigureAwait(false);
        }
    }

    /// <summary>Shuts the server down in order: clients are told, what has to be kept is written.</summary>
    public async Task StopAsync()
    {
        var processes = Processes;
        if (!_process!.HasExited)
        {
            await ResumeAsync().ConfigureAwait(false);
            processes.SendToRoot(Signal.Interrupt);
        }

        await EndedAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the server without a chance to say or write anything.</summary>
    public async Task KillAsync()
    {
        Processes.Kill();
        await EndedAsync().ConfigureAwait(false);
    }

    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await StartAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Freezes the server: connections stand, and new ones are made, because the kernel does that; nothing is answered.
    /// </summary>
    public async Task PauseAsync()
    {
        await Processes.StopAsync().ConfigureAwait(false);
        _isPaused = true;
    }

    public Task ResumeAsync()
    {
        if (_isPaused)
        {
            Processes.Continue();
            _isPaused = false;
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using (Folder.ConfigureAwait(false))
        {
            if (_process is not null)
            {
                await StopAsync().ConfigureAwait(false);
            }
        }
    }

    private protected abstract Task<bool> AnswersAsync();

    private async Task EndedAsync()
    {
        using (_process)
        {
            using var timeout = new CancellationTokenSource(Patience);
            await _process!.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        }

        _process = null;
        _isPaused = false;
        Folder.Forget();
    }
}
