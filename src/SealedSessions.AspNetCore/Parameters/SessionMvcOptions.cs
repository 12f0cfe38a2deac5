using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore;

/// <summary>Puts <see cref="SessionModelBinders"/> before the binders that would read a session from the form.</summary>
internal sealed class SessionMvcOptions : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options) => options.ModelBinderProviders.Insert(0, new SessionModelBinders());
}
