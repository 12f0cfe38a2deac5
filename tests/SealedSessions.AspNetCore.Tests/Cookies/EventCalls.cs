using System.Collections.Concurrent;

namespace SealedSessions.AspNetCore.Tests.Cookies;

/// <summary>The events of an application in the order of their calls.</summary>
internal sealed class EventCalls
{
    private readonly ConcurrentQueue<string> _calls = new();

    public Task Add(string call)
    {
        _calls.Enqueue(call);
        return Task.CompletedTask;
    }

    /// <summary>The calls since the last time.</summary>
    public string Take()
    {
        var calls = new List<string>();
        while (_calls.TryDequeue(out var call))
        {
            calls.Add(call);
        }

        return string.Join(' ', calls);
    }
}
