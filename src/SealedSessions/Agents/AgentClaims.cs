namespace SealedSessions;

/// <summary>What a session of an agent says.</summary>
/// <param name="Agent">Which agent acts.</param>
/// <param name="Task">The task that it was started for.</param>
/// <param name="Purpose">What the user has agreed to, in words for the audit log.</param>
/// <param name="Tools">The tools that were approved, by exact name.</param>
/// <param name="Context">A digest of the context that was approved; empty where none was given.</param>
public sealed record AgentClaims(string Agent, string Task, string Purpose, IReadOnlyList<string> Tools, string Context);
