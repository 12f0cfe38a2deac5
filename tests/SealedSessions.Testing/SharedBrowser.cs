namespace SealedSessions.Testing;

/// <summary>One browser for all tests of an assembly, started when the first asks for it.</summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private readonly Lazy<Task<Browser>> _browser = new(Browser.LaunchAsync);

    public Task<Browser> GetAsync() => _browser.Value;

    public async ValueTask DisposeAsync()
    {
        if (_browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await GetAsync().ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }
}
