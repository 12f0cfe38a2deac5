namespace SealedSessions.Hosting;

/// <summary>The kinds of session that one call has registered.</summary>
internal sealed class SessionRegistrations(Func<IEnumerable<SessionRegistration>> read) : ISessionRegistrations
{
    public IEnumerable<SessionRegistration> Read() => read();
}
