using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore;

/// <summary>Lets endpoints take a kind of session as a parameter.</summary>
internal static class SessionParameterServices
{
    public static void AddSessionParameter<TClaims>(this IServiceCollection services, Func<IServiceProvider, Func<HttpContext, RevalidatedSession<TClaims>?>> find)
    {
        services.AddHttpContextAccessor();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<MvcOptions>, SessionMvcOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExceptionHandler, NoSessionHandler>());
        services.AddSingleton(provider => new SessionSource(typeof(RevalidatedSession<TClaims>), find(provider)));
        services.TryAddScoped(provider =>
        {
            var http = provider.GetRequiredService<IHttpContextAccessor>().HttpContext;
            return SessionParameter.Of(http, http is null ? null : find(provider)(http));
        });
    }
}
