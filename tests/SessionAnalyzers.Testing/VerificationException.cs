namespace SessionAnalyzers.Testing;

/// <summary>A check of the verifier failed; the message holds the source with what was found under it.</summary>
public sealed class VerificationException(string message) : Exception(message);
