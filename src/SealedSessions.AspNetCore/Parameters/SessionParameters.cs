using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore;

/// <summary>Puts <see cref="SessionParameterProvider"/> before the binders that would read a session from the form.</summary>
internal sealed class SessionParameters : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options) => options.ModelBinderProviders.Insert(0, new SessionParameterProvider());
}
