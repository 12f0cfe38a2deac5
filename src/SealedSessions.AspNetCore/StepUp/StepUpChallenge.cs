using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace SealedSessions.AspNetCore;

/// <summary>Asks the user to prove again who they are: a browser by a redirect, other clients as RFC 9470 says.</summary>
internal sealed class StepUpChallenge(IOptionsMonitor<SealedCookieOptions> options, IEnumerable<SealedCookieRegistration> schemes)
{
    public void Answer(HttpContext context, RecentAuthenticationRequirement missing)
    {
        var response = context.Response;
        SealedCookieManager.KeepOutOfCaches(context);

        if (StepUpPath(context, missing) is { HasValue: true } path && AcceptsHtml(context.Request))
        {
            response.Redirect(UriHelper.BuildRelative(context.Request.PathBase, path, Back(context.Request)));
            return;
        }

        var seconds = ((long)missing.MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.Append(HeaderNames.WWWAuthenticate,
            $"Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent authentication is required\", max_age=\"{seconds}\"");
    }

    private PathString StepUpPath(HttpContext context, RecentAuthenticationRequirement missing)
    {
        var scheme = missing.Scheme
            ?? SealedSessionFeature.Of(context).SchemeOf(context.User)
            ?? schemes.FirstOrDefault(each => options.Get(each.Scheme).StepUpPath.HasValue)?.Scheme;
        return scheme is null ? default : options.Get(scheme).StepUpPath;
    }

    private static QueryString Back(HttpRequest request)
    {
        var url = request.PathBase + request.Path + request.QueryString;

        // A page that redirects there unseen must not leave the site.
        var isLocal = url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal);
        return isLocal && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) ? QueryString.Create("ReturnUrl", url) : QueryString.Empty;
    }

    private static bool AcceptsHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
