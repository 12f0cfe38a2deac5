#if CORPUS
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;

namespace Shop.Sessions;

public sealed class LongLives(SignInManager<IdentityUser> manager)
{
    private const int Days = 90;
    private static readonly TimeSpan Long = TimeSpan.FromDays(Days);

    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication().AddBearerToken(options =>
        {
            options.{|SESS3003:BearerTokenExpiration|} = TimeSpan.FromHours(6) + TimeSpan.FromHours(6);
            options.{|SESS3003:RefreshTokenExpiration|} = Long;
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(static options => options.{|SESS3006:ValidationInterval|} = TimeSpan.MaxValue);
        builder.Services.Configure<DataProtectionTokenProviderOptions>(static options => options.{|SESS3003:TokenLifespan|} = TimeSpan.FromDays(Days / 3));
    }

    public static void Map(WebApplication app)
    {
        app.{|SESS3007:MapHub|}<Orders>("/orders");
        app.{|SESS3007:MapHub|}<Visits>("/visits", static options => options.ApplicationMaxBufferSize = 1024).RequireAuthorization();
        app.MapHub<Visits>("/open");
    }

    public async Task SignInAsync(HttpContext context, ClaimsPrincipal user, IdentityUser who, bool remember)
    {
        await context.SignInAsync(user, new AuthenticationProperties { {|SESS3004:IsPersistent|} = true, {|SESS3004:ExpiresUtc|} = DateTimeOffset.UtcNow.AddDays(remember ? Days : 1) });
        await manager.{|SESS3004:SignInAsync|}(who, isPersistent: true);
        if (remember)
        {
            await manager.SignInAsync(who, isPersistent: true);
        }
    }

    [Authorize]
    public sealed class Orders : Hub;

    public sealed class Visits : Hub;

    public sealed class Provider(ILoggerFactory loggers) : RevalidatingServerAuthenticationStateProvider(loggers)
    {
        protected override TimeSpan {|SESS3008:RevalidationInterval|} { get; } = TimeSpan.FromDays(Days);

        protected override async Task<bool> {|SESS3008:ValidateAuthenticationStateAsync|}(AuthenticationState state, CancellationToken cancellation)
        {
            await Task.Yield();
            return true;
        }
    }
}
#endif
