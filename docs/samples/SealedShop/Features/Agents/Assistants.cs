using SealedSessions;
using SealedShop.Sessions;

namespace SealedShop.Features.Agents;

/// <summary>What a customer has just handed to an assistant. The token is shown once.</summary>
public sealed record ApprovedAssistant(string Task, string Conversation, SealedToken Token);

/// <summary>Begins and ends the sessions of assistants, and keeps them on the customer's list.</summary>
public sealed class Assistants(AgentSessions agents, ISessionList sessions, TimeProvider clock)
{
    public const string Kind = "Assistant";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public async Task<ApprovedAssistant> ApproveAsync(string customer, string name, string purpose, IReadOnlyCollection<string> tools)
    {
        var task = $"task-{SessionId.New().ToHex()}";
        var conversation = $"conversation-{SessionId.New().ToHex()}";
        var token = await agents.StartAsync(new AgentGrant
        {
            Subject = customer,
            Agent = name,
            Task = task,
            Purpose = purpose,
            Tools = tools,
            Lifetime = Lifetime,
            Context = conversation,
        });

        var now = clock.GetUtcNow();
        var description = $"{name}: {purpose} ({string.Join(", ", tools)})";
        await sessions.AddAsync(new ListedSession(token.Session, customer, Kind, description, now, LastSeen.Coarse(now), token.ExpiresAt));
        return new ApprovedAssistant(task, conversation, token);
    }

    public async Task CompleteAsync(AgentSession session)
    {
        await session.CompleteAsync();
        await sessions.RemoveAsync(session.Id);
    }
}
