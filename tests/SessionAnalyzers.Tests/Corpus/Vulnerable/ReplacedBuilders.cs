#if CORPUS
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Shop.Builders;

public sealed class ReplacedBuilders : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        options.{|SESS1008:Cookie|} = new CookieBuilder
        {
            Name = name ?? "shop",
            HttpOnly = true,
        };
    }

    public static void Add(IServiceCollection services)
    {
        services.AddSession(options => options.{|SESS1008:Cookie|} = new() { Name = "s", SecurePolicy = CookieSecurePolicy.Always });
        services.AddAntiforgery(options =>
        {
            var cookie = new CookieBuilder();
            cookie.Name = "xsrf";
            options.{|SESS1008:Cookie|} = cookie;
        });
    }
}
#endif
