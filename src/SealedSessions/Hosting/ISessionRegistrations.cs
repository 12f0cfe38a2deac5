namespace SealedSessions.Hosting;

/// <summary>Tells of kinds of session that are registered. Asked at start-up and at each reload of the keys.</summary>
internal interface ISessionRegistrations
{
    IEnumerable<SessionRegistration> Read();
}
