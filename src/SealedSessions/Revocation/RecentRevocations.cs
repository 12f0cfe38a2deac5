using System.Collections.Concurrent;

namespace SealedSessions;

/// <summary>
/// When subjects were last revoked in this process. A sign-in that follows in the same millisecond ("sign out everywhere else, stay here")
/// would count as one of the sessions before; it is dated a millisecond later.
/// </summary>
internal sealed class RecentRevocations
{
    private const int MostEntries = 1_000;

    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _revoked = new(StringComparer.Ordinal);

    public void Add(string subject, DateTimeOffset before)
    {
        if (_revoked.Count >= MostEntries)
        {
            _revoked.Clear();
        }

        _revoked.AddOrUpdate(subject, before, (_, former) => former > before ? former : before);
    }

    public DateTimeOffset After(string subject) => _revoked.TryGetValue(subject, out var before) ? before + Resolution : default;
}
