using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SealedSessions.Tests;

/// <summary>Keeps all that is logged, with the exceptions in full.</summary>
internal sealed class WrittenLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Event, string Text)> _entries = new();

    public IReadOnlyCollection<(LogLevel Level, int Event, string Text)> Entries => _entries;

    public string Text => string.Join('\n', _entries.Select(static entry => entry.Text));

    public int Count(int number) => _entries.Count(entry => entry.Event == number);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, eventId.Id, formatter(state, exception) + exception));

    public void Dispose()
    {
    }
}
