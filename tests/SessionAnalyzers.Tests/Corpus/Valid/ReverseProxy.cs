#if CORPUS
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Shop.Proxy;

public sealed class ReverseProxy(HttpClient client, ILogger<ReverseProxy> logger) : IMiddleware
{
    private static readonly HashSet<string> s_hopByHop = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding" };

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path);
        request.Headers.TryAddWithoutValidation("Cookie", context.Request.Headers.Cookie.ToArray());
        using var upstream = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = (int)upstream.StatusCode;
        foreach (var (name, values) in upstream.Headers.Select(static header => (header.Key, header.Value)))
        {
            if (s_hopByHop.Contains(name))
            {
                continue;
            }

            context.Response.Headers[name] = new StringValues([.. values]);
        }

        if (upstream.Headers.TryGetValues(HeaderNames.SetCookie, out var cookies))
        {
            foreach (var cookie in cookies)
            {
                context.Response.Headers.Append(HeaderNames.SetCookie, Rewrite(cookie));
            }
        }

        logger.LogInformation("{Count} headers", upstream.Headers.Count());
        context.Response.Headers.Append(HeaderNames.SetCookie, "shop_session=; Max-Age=0; Path=/");
        context.Response.Headers.SetCookie = context.Response.Headers.SetCookie.Where(static cookie => cookie is not null).ToArray();
        await upstream.Content.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Rewrite(string cookie) => cookie.Replace("Domain=internal", "", StringComparison.OrdinalIgnoreCase);
}
#endif
