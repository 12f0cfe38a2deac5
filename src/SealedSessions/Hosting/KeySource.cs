namespace SealedSessions.Hosting;

/// <summary>Where the keys come from; the last one that is chosen counts.</summary>
/// <param name="Section">The configuration section, or null for none.</param>
/// <param name="IsDevelopment">Whether the process makes a key for itself.</param>
internal sealed record KeySource(Microsoft.Extensions.Configuration.IConfiguration? Section, bool IsDevelopment);
