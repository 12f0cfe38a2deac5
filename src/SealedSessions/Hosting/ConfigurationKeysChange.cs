using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace SealedSessions.Hosting;

/// <summary>Says when the keys in configuration have changed.</summary>
internal sealed class ConfigurationKeysChange(IEnumerable<KeySource> sources, IEnumerable<IConfiguration> configurations) : IOptionsChangeTokenSource<KeyRingOptions>
{
    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() =>
        ConfigurationKeys.Find(sources, configurations)?.GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);
}
