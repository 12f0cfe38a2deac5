using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>Keeps the 401 of <see cref="NoSessionException"/>, which UseExceptionHandler would turn into a 500.</summary>
internal sealed class NoSessionHandler : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not NoSessionException)
        {
            return new(false);
        }

        httpContext.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return new(true);
    }
}
