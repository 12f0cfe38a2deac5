using SealedSessions;
using SealedSessions.AspNetCore;
using SealedShop.Sessions;

namespace SealedShop.Features.BackOffice;

/// <summary>Sessions of members of staff: apart from customers' sessions, and shorter.</summary>
public static class BackOfficeScheme
{
    public const string Name = "BackOffice";

    public static void Configure(SealedCookieOptions options, IConfiguration configuration)
    {
        options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(15) };
        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
        options.StepUpPath = "/backoffice/step-up";
        options.OnSessionStarted = SessionList.AddAsync;
        options.OnSessionEnded = SessionList.RemoveAsync;

        // A copied cookie opens nothing without the certificate's private key.
        options.Binding = NeedsCertificate(configuration) ? SessionBindingKind.ClientCertificate : SessionBindingKind.None;
    }

    public static bool NeedsCertificate(IConfiguration configuration) => configuration.GetValue<bool>("Shop:BackOfficeNeedsCertificate");
}
