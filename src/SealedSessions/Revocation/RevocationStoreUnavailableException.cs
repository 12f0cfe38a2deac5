namespace SealedSessions;

/// <summary>The revocation store did not answer, and the choice is not to go on without it.</summary>
/// <param name="message">What was not possible.</param>
/// <param name="cause">What the store has thrown, or null.</param>
public sealed class RevocationStoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
