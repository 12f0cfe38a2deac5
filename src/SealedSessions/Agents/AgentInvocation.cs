namespace SealedSessions;

/// <summary>What is known of an agent when it asks for a tool.</summary>
/// <param name="Task">The task that it works on, or null where the host does not know.</param>
/// <param name="Context">The context that it works in, or null where the grant names none.</param>
/// <param name="Client">What the agent's workload has proved.</param>
public readonly record struct AgentInvocation(string? Task = null, string? Context = null, RevalidationContext Client = default);
