using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>The CPU time of the calling thread where the system tells it, else the time of day: then the machine must be idle.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Milliseconds =>
        OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out var time) == 0
            ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
            : Stopwatch.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>What one reading takes.</summary>
    public static double ReadingMilliseconds { get; } = Enumerable.Range(0, 1000).Min(static repetition =>
    {
        const int Readings = 50;
        var start = Milliseconds;
        for (var i = 1; i < Readings; i++)
        {
            _ = Milliseconds;
        }

        return (Milliseconds - start) / Readings;
    });

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
