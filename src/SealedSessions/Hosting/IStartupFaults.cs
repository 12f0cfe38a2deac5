namespace SealedSessions;

/// <summary>
/// A part with options of its own, such as a store. What it finds wrong stops the host at start-up, together with all other faults.
/// Register as many as needed.
/// </summary>
public interface IStartupFaults
{
    /// <summary>All that is wrong, each with cause and remedy; empty where nothing is. Asked once, before anything else starts.</summary>
    IEnumerable<string> Find();
}
