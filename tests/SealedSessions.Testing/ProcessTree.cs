using System.Globalization;
using System.Runtime.InteropServices;

namespace SealedSessions.Testing;

/// <summary>A server's process and the children that work for it.</summary>
internal sealed record ProcessTree(int Root)
{
    private IEnumerable<int> Children =>
        File.ReadAllText($"/proc/{Root}/task/{Root}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    public void SendToRoot(Signal signal) => _ = Kill(Root, (int)signal);

    /// <summary>Returns when none of the processes runs any more. The root is first: it then starts no more children.</summary>
    public async Task StopAsync()
    {
        SendToRoot(Signal.Stop);
        await StoppedAsync(Root).ConfigureAwait(false);
        foreach (var child in Children)
        {
            _ = Kill(child, (int)Signal.Stop);
            await StoppedAsync(child).ConfigureAwait(false);
        }
    }

    public void Continue() => SendToAll(Signal.Continue);

    public void Kill() => SendToAll(Signal.Kill);

    private void SendToAll(Signal signal)
    {
        foreach (var process in Children.Prepend(Root).ToArray())
        {
            _ = Kill(process, (int)signal);
        }
    }

    private static async Task StoppedAsync(int process)
    {
        // The state is the letter behind the name, which stands in parentheses and may hold anything.
        while (File.Exists($"/proc/{process}/stat")
            && File.ReadAllText($"/proc/{process}/stat") is var status
            && status[status.LastIndexOf(')') + 2] is not ('T' or 'Z'))
        {
            await Task.Delay(1).ConfigureAwait(false);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
