namespace SealedSessions.Hosting;

/// <summary>One kind of session, as the start-up check and the key ring see it.</summary>
/// <param name="Purpose">What it is for; null where that is missing.</param>
/// <param name="Absolute">Its absolute lifetime; zero where that is missing.</param>
/// <param name="Faults">All that is wrong with it.</param>
internal sealed record SessionRegistration(string? Purpose, TimeSpan Absolute, IReadOnlyList<string> Faults)
{
    public static SessionRegistration Of<TClaims>(SealedSessionOptions<TClaims> options) =>
        new(options.Purpose, options.Lifetime?.Absolute ?? TimeSpan.Zero, [.. options.Faults()]);
}
