using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace SealedSessions.AspNetCore;

/// <summary>Where only a recent sign-in is missing, asks for it instead of refusing (RFC 9470).</summary>
internal sealed class StepUpResultHandler(IAuthorizationMiddlewareResultHandler inner, IOptionsMonitor<SealedCookieOptions> options, IEnumerable<SealedCookieRegistration> schemes) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden
            && authorizeResult.AuthorizationFailure is { FailCalled: false } failure
            && failure.FailedRequirements.All(requirement => requirement is RecentAuthenticationRequirement)
            && failure.FailedRequirements.OfType<RecentAuthenticationRequirement>().MinBy(requirement => requirement.MaxAge) is { } missing)
        {
            Challenge(context, missing);
            return Task.CompletedTask;
        }

        return inner.HandleAsync(next, context, policy, authorizeResult);
    }

    private void Challenge(HttpContext context, RecentAuthenticationRequirement missing)
    {
        var response = context.Response;
        SealedCookieManager.KeepOutOfCaches(context);

        if (StepUpPath(missing) is { HasValue: true } path && AcceptsHtml(context.Request))
        {
            var isPage = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            var back = isPage ? QueryString.Create("ReturnUrl", context.Request.PathBase + context.Request.Path + context.Request.QueryString) : QueryString.Empty;
            response.Redirect(UriHelper.BuildRelative(context.Request.PathBase, path, back));
            return;
        }

        var seconds = ((long)missing.MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.Append(HeaderNames.WWWAuthenticate,
            $"Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent authentication is required\", max_age=\"{seconds}\"");
    }

    private PathString StepUpPath(RecentAuthenticationRequirement missing)
    {
        var scheme = missing.Scheme ?? schemes.FirstOrDefault(each => options.Get(each.Scheme).StepUpPath.HasValue)?.Scheme;
        return scheme is null ? default : options.Get(scheme).StepUpPath;
    }

    private static bool AcceptsHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
