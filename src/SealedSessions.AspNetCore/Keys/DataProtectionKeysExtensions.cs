using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore;

/// <summary>Takes sealing keys from Data Protection.</summary>
public static class DataProtectionKeysExtensions
{
    /// <summary>
    /// Derives the sealing keys from the Data Protection key ring: where its keys are shared by all nodes and protected at rest, nothing else is to
    /// be set up, and its rotation rotates the sealing keys. Nodes must have the same application name (SetApplicationName), as for Data Protection
    /// itself. Whoever can read that ring can open sessions, as with the framework's own cookies.
    /// </summary>
    /// <param name="builder">What AddSealedSessions gives.</param>
    public static SealedSessionsBuilder UseDataProtectionKeys(this SealedSessionsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataProtection();
        return builder.UseKeyRing(provider => new DataProtectionKeyRing(
            provider.GetRequiredService<IKeyManager>(),
            provider.GetRequiredService<IOptions<KeyManagementOptions>>().Value,
            provider.GetRequiredService<IOptions<DataProtectionOptions>>().Value.ApplicationDiscriminator ?? "",
            provider.GetRequiredService<IOptionsMonitor<KeyRingOptions>>(),
            provider.GetRequiredService<ILogger<DataProtectionKeyRing>>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
