using SealedSessions.AspNetCore;

namespace Microsoft.AspNetCore.Authentication;

/// <summary>What a sign-in may ask of its sealed session.</summary>
public static class SealedSessionPropertiesExtensions
{
    /// <summary>Ends the session earlier than the scheme's absolute lifetime, for example where "remember me" was not ticked.</summary>
    /// <param name="properties">The properties that SignInAsync is given.</param>
    /// <param name="end">The end. Later than the scheme's absolute lifetime allows, it changes nothing.</param>
    public static AuthenticationProperties EndSessionAt(this AuthenticationProperties properties, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(properties);
        TicketState.SetEnd(properties, end);
        return properties;
    }
}
