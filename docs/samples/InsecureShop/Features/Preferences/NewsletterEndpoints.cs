using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace InsecureShop.Features.Preferences;

/// <summary>Who wants which letters.</summary>
public sealed class Newsletters
{
    private readonly ConcurrentDictionary<(string List, string Email), bool> _readers = new();

    public void Join(string list, string email) => _readers[(list, email)] = true;

    public void Leave(string list, string email) => _readers.TryRemove((list, email), out _);
}

public static class NewsletterEndpoints
{
    public static IServiceCollection AddNewsletters(this IServiceCollection services) => services.AddSingleton<Newsletters>();

    public static void MapNewsletters(this IEndpointRouteBuilder app)
    {
        // Each list has its own codes. The link is at the end of every letter, and here until the shop sends mail.
        app.MapPost("/newsletter", ([FromForm] string list, [FromForm] string email, Newsletters newsletters, IDataProtectionProvider provider) =>
        {
            newsletters.Join(list, email);
            var code = provider.CreateProtector(list).ToTimeLimitedDataProtector().Protect(email, TimeSpan.FromDays(90)); // SESS2009
            return Results.Ok(new { email, leave = $"/newsletter/{Uri.EscapeDataString(list)}/leave?code={code}" });
        });

        app.MapGet("/newsletter/{list}/leave", (string list, string code, Newsletters newsletters, IDataProtectionProvider provider) =>
        {
            try
            {
                var email = provider.CreateProtector(list).ToTimeLimitedDataProtector().Unprotect(code); // SESS2009
                newsletters.Leave(list, email);
                return Results.Ok(new { email });
            }
            catch (CryptographicException)
            {
                return Results.NotFound();
            }
        });
    }
}
