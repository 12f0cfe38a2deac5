using System.Net.Http.Headers;
using Microsoft.Net.Http.Headers;
using SealedSessions;
using SealedShop.Sessions;

namespace SealedShop.Features.Agents;

/// <summary>Where an assistant works, with the token in <c>Authorization: Bearer</c>. No cookie counts here.</summary>
public static class AgentEndpoints
{
    private const string TaskHeader = "X-Agent-Task";
    private const string ConversationHeader = "X-Agent-Conversation";

    public static IServiceCollection AddAgents(this IServiceCollection services) => services.AddSingleton<AgentTools>().AddSingleton<Assistants>();

    public static void MapAgents(this IEndpointRouteBuilder app)
    {
        // Anonymous for the framework: who may do what is asked of the agent's session, each time.
        var agent = app.MapGroup("/agent").AllowAnonymous();

        agent.MapPost("/tools/{name}", async (string name, ToolInput input, HttpContext context, AgentSessions agents, AgentTools tools, ISessionList sessions, LastSeen lastSeen) =>
        {
            var invocation = Invocation(context.Request);
            var opened = await agents.OpenAsync(Token(context.Request), invocation, context.RequestAborted);
            if (!opened.Succeeded)
            {
                return Refuse(context, opened.Status);
            }

            var session = opened.Session;
            var authorization = await session.AuthorizeToolAsync(name, invocation, context.RequestAborted);
            switch (authorization.Status)
            {
                case ToolAuthorizationStatus.Allowed:
                    await lastSeen.NoteAsync(session.Id);
                    return await tools.RunAsync(name, session.Subject, input);
                case ToolAuthorizationStatus.SessionRefused:
                    return Refuse(context, authorization.Session);
                case ToolAuthorizationStatus.ContextDrift or ToolAuthorizationStatus.TooManyRefusals:
                    await sessions.RemoveAsync(session.Id);
                    break;
            }

            return Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: authorization.Status.ToString());
        });

        agent.MapPost("/complete", async (HttpContext context, AgentSessions agents, Assistants assistants) =>
        {
            var opened = await agents.OpenAsync(Token(context.Request), Invocation(context.Request), context.RequestAborted);
            if (!opened.Succeeded)
            {
                return Refuse(context, opened.Status);
            }

            await assistants.CompleteAsync(opened.Session);
            return Results.NoContent();
        });
    }

    private static string? Token(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;

    /// <summary>What the assistant says it works on. One that says nothing works on something else.</summary>
    private static AgentInvocation Invocation(HttpRequest request) => new(request.Headers[TaskHeader].ToString(), request.Headers[ConversationHeader].ToString());

    private static IResult Refuse(HttpContext context, RevalidationStatus status)
    {
        if (status == RevalidationStatus.Unavailable)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer error=\"invalid_token\"");
        return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: status.ToString());
    }
}
