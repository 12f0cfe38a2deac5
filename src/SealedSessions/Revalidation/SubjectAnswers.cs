using System.Collections.Concurrent;

namespace SealedSessions;

/// <summary>Positive answers of the subject checks, for the stated time. Bounded: past the bound, older ones are asked again.</summary>
internal sealed class SubjectAnswers<TClaims>(TimeSpan keptFor, TimeProvider clock)
{
    private const int MostEntries = 10_000;

    private readonly ConcurrentDictionary<(SessionId, uint), (DateTimeOffset Until, SubjectCheckResult<TClaims> Answer)> _answers = new();

    public bool TryGet(UnsealedSession<TClaims> session, out SubjectCheckResult<TClaims> answer)
    {
        answer = default;
        if (keptFor <= TimeSpan.Zero || !_answers.TryGetValue((session.Id, session.Generation), out var entry) || entry.Until <= clock.GetUtcNow())
        {
            return false;
        }

        answer = entry.Answer;
        return true;
    }

    public void Keep(UnsealedSession<TClaims> session, SubjectCheckResult<TClaims> answer)
    {
        if (keptFor <= TimeSpan.Zero)
        {
            return;
        }

        if (_answers.Count >= MostEntries)
        {
            _answers.Clear();
        }

        _answers[(session.Id, session.Generation)] = (clock.GetUtcNow() + keptFor, answer);
    }
}
