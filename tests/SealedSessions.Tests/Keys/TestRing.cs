namespace SealedSessions.Tests.Keys;

/// <summary>A ring that a test replaces.</summary>
internal sealed class TestRing : IKeyRing
{
    private volatile KeyRing _current;

    public TestRing(params (SealingKey Key, SealingKeyState State)[] keys) => _current = Of(keys);

    public KeyRing Current => _current;

    /// <summary>What the source turns out to hold when it is asked for a key, or null for nothing new.</summary>
    public KeyRing? Source { get; set; }

    public int Asked { get; private set; }

    public static KeyRing Of(params (SealingKey Key, SealingKeyState State)[] keys)
    {
        KeyRingOptions options = new();
        foreach (var (key, state) in keys)
        {
            options.Keys.Add(new()
            {
                Key = key.ExportBase64(),
                State = state,
                OpensUntil = state == SealingKeyState.Retired ? DateTimeOffset.MaxValue : null,
            });
        }

        return KeyRing.Create(options);
    }

    public void Change(params (SealingKey Key, SealingKeyState State)[] keys) => _current = Of(keys);

    public bool TryRefreshFor(SealingKeyId id)
    {
        Asked++;
        if (Source?.StateOf(id) is null)
        {
            return false;
        }

        _current = Source;
        return true;
    }
}
