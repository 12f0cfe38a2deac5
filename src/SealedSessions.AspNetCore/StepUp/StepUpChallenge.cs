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

    /// <summary>
    /// Where the user goes on afterwards: here, or, where a redirect cannot repeat the request, on the page that has sent it. A page that
    /// redirects there unseen must not leave the site.
    /// </summary>
    private static QueryString Back(HttpRequest request)
    {
        var url = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? request.PathBase + request.Path + request.QueryString
            : Sender(request);
        return QueryString.Create("ReturnUrl", IsLocal(url) ? url : $"{request.PathBase}/");
    }

    /// <summary>Path and query of the page that has sent a request; empty where that is unknown or of another site.</summary>
    private static string Sender(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page)
        && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var site)
        && Uri.Compare(page, site, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? page.PathAndQuery
            : "";

    /// <summary>As the framework sees it, which offers its answer with MVC only.</summary>
    private static bool IsLocal(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl);

    private static bool AcceptsHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
