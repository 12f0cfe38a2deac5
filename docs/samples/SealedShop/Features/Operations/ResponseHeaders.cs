namespace SealedShop.Features.Operations;

/// <summary>What browsers may do with the shop's pages: run the shop's own script only, show them in no foreign frame, keep nothing of a customer's.</summary>
public static class ResponseHeaders
{
    public static IApplicationBuilder UseResponseHeaders(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var frames = context.Request.Path.StartsWithSegments("/embed") ? "*" : "'self'";
            headers.ContentSecurityPolicy = $"default-src 'self'; img-src 'self' data:; frame-ancestors {frames}";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            if (context.User.Identity is { IsAuthenticated: true })
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });

        await next(context);
    });
}
