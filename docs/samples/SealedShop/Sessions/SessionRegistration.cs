using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using SealedSessions;
using SealedSessions.AspNetCore;
using SealedShop.Cookies;
using SealedShop.Features.Operations;
using SealedShop.Storage;

namespace SealedShop.Sessions;

/// <summary>Registers what all sessions share: keys, revocations, checks, evidence; and the kinds of session that are no sign-in.</summary>
public static class SessionRegistration
{
    public static IServiceCollection AddShopSessions(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        var sessions = services.AddSealedSessions()
            .AddSubjectCheck<AuthenticationTicket, AccountCheck>()
            .AddSubjectCheck<AgentClaims, AccountCheck>()
            .AddClientChangeSignal()
            .AddAuditLog<AuditChannel>()
            .AddAgentSessions(options => options.LongestLifetime = TimeSpan.FromMinutes(15));

        sessions
            .AddSession<Visit>(options =>
            {
                options.Purpose = "shop/visit";
                options.Lifetime = Visits.Lifetime;
                options.Payload = SessionPayload.Json(VisitJson.Default.Visit);
                // A basket without a name: better open than closed.
                options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen;
            })
            .AddSessionCookie<Visit>(options =>
            {
                options.Name = ShopCookies.Visit;
                options.IsPersistent = true;
            });

        if (configuration.ShopConnection() is { } connection)
        {
            sessions.UsePostgres(connection).UseDataProtectionKeys();
            services.AddSharedKeys(configuration);
        }
        else if (environment.IsDevelopment() && !configuration.GetSection("SealedSessions:Keys").Exists())
        {
            sessions.UseDevelopmentKey();
        }

        // Otherwise the keys are those of SealedSessions:Keys. Without any the shop does not start, and says what to do.
        return services
            .AddSingleton<SessionEnding>()
            .AddSingleton<LastSeen>()
            .AddSingleton<Visits>();
    }

    private static void AddSharedKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("SealedShop");
        services.AddSingleton<DatabaseKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeys>((options, keys) => options.XmlRepository = keys);

        // Without it, whoever reads the table has the keys.
        if (configuration["Shop:KeyCertificate:Path"] is { Length: > 0 } path)
        {
            protection.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(path, configuration["Shop:KeyCertificate:Password"]));
        }
    }
}
