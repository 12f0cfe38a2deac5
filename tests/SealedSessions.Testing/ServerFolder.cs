using System.Diagnostics;

namespace SealedSessions.Testing;

/// <summary>
/// A temporary folder and the program that runs in it. Both go when this is disposed of, and when this process ends
/// in whatever way: a shell waits for the end of a pipe that only this process holds. Shell and program have sessions of
/// their own, so that what kills the test host's process group leaves them to that order.
/// </summary>
internal sealed class ServerFolder : IAsyncDisposable
{
    private const string Guard = """
        trap '' INT TERM HUP
        exec > /dev/null 2>&1
        read -r _
        if program=$(cat "$1/pid"); then
            children=$(cat "/proc/$program/task/$program/children")
            kill -CONT $program $children
            kill -INT $program
            for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                kill -0 $program || break
                sleep 0.1
            done
            kill -KILL $program $children
        fi
        rm -rf "$1" || { sleep 1; rm -rf "$1"; }
        """;

    private readonly Process _guard;

    public ServerFolder()
    {
        Path = Directory.CreateTempSubdirectory("sealed-sessions-").FullName;
        _guard = Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", Guard, "guard", Path])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
        })!;
    }

    public string Path { get; }

    /// <summary>The shell becomes the program, so that the process id it leaves for the guard is the program's.</summary>
    public Process Start(IEnumerable<string> command) =>
        Process.Start(new ProcessStartInfo(
            "/bin/sh",
            ["-c", "echo $$ > pid; exec setsid \"$@\" >> output 2>&1 < /dev/null", "start", .. command])
        {
            WorkingDirectory = Path,
        })!;

    public async Task RunAsync(params IEnumerable<string> command)
    {
        using var process = Start(command);
        await process.WaitForExitAsync().ConfigureAwait(false);
        Forget();
        if (process.ExitCode != 0)
        {
            throw Failure(string.Join(' ', command) + " fails");
        }
    }

    /// <summary>The program has ended: its process id may soon be somebody else's.</summary>
    public void Forget() => File.Delete(System.IO.Path.Combine(Path, "pid"));

    /// <summary>Says what the programs have written.</summary>
    public InvalidOperationException Failure(string what) =>
        new($"{what}:\n{File.ReadAllText(System.IO.Path.Combine(Path, "output"))}");

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync().ConfigureAwait(false);
        _guard.Dispose();
    }
}
