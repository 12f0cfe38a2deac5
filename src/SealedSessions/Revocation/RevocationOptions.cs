namespace SealedSessions;

/// <summary>How patient the library is with a revocation store.</summary>
public sealed class RevocationOptions
{
    /// <summary>How long one question or write may take before the store counts as down, from 10 milliseconds to 30 seconds.</summary>
    /// <value>2 seconds</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a store that has failed is left alone; then one request asks again while the others go on without. From 10 milliseconds to 1 minute.</summary>
    /// <value>1 second</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    internal IEnumerable<string> Faults()
    {
        if (StoreTimeout < TimeSpan.FromMilliseconds(10) || StoreTimeout > TimeSpan.FromSeconds(30))
        {
            yield return $"RevocationOptions.StoreTimeout is {StoreTimeout}. Set it between 10 milliseconds and 30 seconds.";
        }

        if (RetryAfter < TimeSpan.FromMilliseconds(10) || RetryAfter > TimeSpan.FromMinutes(1))
        {
            yield return $"RevocationOptions.RetryAfter is {RetryAfter}. Set it between 10 milliseconds and 1 minute.";
        }
    }
}
