using Microsoft.Extensions.Options;

namespace SealedSessions.Hosting;

/// <summary>Tells the key ring how long its longest session lives.</summary>
internal sealed class LongestLifetime(IEnumerable<ISessionRegistrations> registrations) : IPostConfigureOptions<KeyRingOptions>
{
    public void PostConfigure(string? name, KeyRingOptions options)
    {
        foreach (var registration in registrations.SelectMany(each => each.Read()))
        {
            options.LongestLifetime = registration.Absolute > options.LongestLifetime ? registration.Absolute : options.LongestLifetime;
        }
    }
}
