using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>Where only a recent sign-in is missing, asks for it instead of refusing. Everything else is up to the handler that was there before.</summary>
internal sealed class StepUpResultHandler(IAuthorizationMiddlewareResultHandler inner, StepUpChallenge challenge) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden
            && authorizeResult.AuthorizationFailure is { FailCalled: false } failure
            && RecentAuthenticationFailure.Strictest(failure.FailedRequirements) is { } missing)
        {
            challenge.Answer(context, missing);
            return Task.CompletedTask;
        }

        return inner.HandleAsync(next, context, policy, authorizeResult);
    }
}
