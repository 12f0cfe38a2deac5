using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore;

/// <summary>Puts the seal into the options of the framework's cookie handler, after everybody else has configured them.</summary>
internal sealed partial class SealCookieOptions(SealedCookieSchemes schemes, IOptionsMonitor<SealedCookieOptions> sealing) : IPostConfigureOptions<CookieAuthenticationOptions>
{
    private static readonly TimeSpan FrameworkDefault = new CookieAuthenticationOptions().ExpireTimeSpan;

    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (!schemes.Contains(name))
        {
            return;
        }

        var scheme = name!;
        var cookie = options.Cookie;
        if (cookie.Name is null || cookie.Name == CookieAuthenticationDefaults.CookiePrefix + Uri.EscapeDataString(scheme))
        {
            cookie.Name = "__Host-" + NoToken().Replace(scheme, "-");
        }

        cookie.Path ??= "/";
        if (cookie.SecurePolicy == CookieSecurePolicy.SameAsRequest)
        {
            cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        // The stricter of the two, unless ExpireTimeSpan is what the framework has set.
        if (sealing.Get(scheme).Lifetime is { } lifetime && (lifetime.Idle < options.ExpireTimeSpan || options.ExpireTimeSpan == FrameworkDefault))
        {
            options.ExpireTimeSpan = lifetime.Idle;
        }

        SealedCookieScheme Find() => schemes.Find(scheme);
        options.CookieManager = new SealedCookieManager(options.CookieManager ?? new ChunkingCookieManager(), Find);
        options.TicketDataFormat = new SealedTicketFormat(Find);

        // With EventsType the handler would not ask Events at all; the wrapper asks for the type instead.
        options.Events = new SealedCookieEvents(Find, options.Events, options.EventsType);
        options.EventsType = null;
    }

    [GeneratedRegex("[^A-Za-z0-9.!#$%&'*+^_`|~-]")]
    private static partial Regex NoToken();
}
