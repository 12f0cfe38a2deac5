using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using SealedSessions;

namespace AgentTools;

/// <summary>Lets a Model Context Protocol server run only the tools that the agent's session approves of, asked at each call.</summary>
public static class ApprovedMcpTools
{
    public static IMcpServerBuilder RequireApproval(this IMcpServerBuilder server, Func<IServiceProvider, AgentSession> session, AgentInvocation invocation) =>
        server.WithRequestFilters(filters => filters.AddCallToolFilter(next => async (request, cancellation) =>
        {
            var answer = await session(request.Services!).AuthorizeToolAsync(request.Params?.Name ?? "", invocation, cancellation);
            return answer.IsAllowed
                ? await next(request, cancellation)
                : new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = $"refused: {answer.Status}" }] };
        }));
}
