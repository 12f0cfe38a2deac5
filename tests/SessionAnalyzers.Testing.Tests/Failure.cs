namespace SessionAnalyzers.Testing.Tests;

internal static class Failure
{
    /// <summary>The check must fail, and say so in these words: another failure would prove nothing.</summary>
    public static async Task IsAsync(string message, Func<Task> verify)
    {
        var failure = await Assert.ThrowsAsync<VerificationException>(verify);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }
}
