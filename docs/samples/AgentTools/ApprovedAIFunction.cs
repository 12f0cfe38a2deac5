using Microsoft.Extensions.AI;
using SealedSessions;

namespace AgentTools;

/// <summary>A function for Microsoft.Extensions.AI that runs only while the agent's session approves of it, asked at each call.</summary>
public sealed class ApprovedAIFunction(AIFunction function, AgentSession session, AgentInvocation invocation) : DelegatingAIFunction(function)
{
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var answer = await session.AuthorizeToolAsync(Name, invocation, cancellationToken);

        // The model reads the answer and can ask the user; it does not get past it.
        return answer.IsAllowed ? await base.InvokeCoreAsync(arguments, cancellationToken) : $"refused: {answer.Status}";
    }
}
