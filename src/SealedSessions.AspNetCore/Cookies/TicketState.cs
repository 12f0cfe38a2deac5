using Microsoft.AspNetCore.Authentication;
using SealedSessions.Format;

namespace SealedSessions.AspNetCore;

/// <summary>
/// What travels with a ticket between the framework's calls. The framework copies a ticket's Items when it renews a cookie and its
/// Parameters when it signs in, so each state lives where it survives. None of it is sealed into the payload.
/// </summary>
internal static class TicketState
{
    private const string Prefix = ".sealed-session.";
    private const string SuccessorKey = Prefix + "successor";
    private const string SessionKey = Prefix + "id";
    private const string UnsealedKey = Prefix + "unsealed";
    private const string StartKey = Prefix + "start";
    private const string EndKey = Prefix + "end";
    private const string StepUpKey = Prefix + "step-up";

    public static bool IsOurs(string item) => item.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Remembers the session that a ticket was unsealed from.</summary>
    public static void SetUnsealed(AuthenticationProperties properties, UnsealedSession<AuthenticationTicket> session)
    {
        properties.Items[SessionKey] = session.Id.ToHex();
        properties.Parameters[UnsealedKey] = session;
    }

    public static UnsealedSession<AuthenticationTicket>? Unsealed(AuthenticationProperties properties) =>
        properties.Parameters.TryGetValue(UnsealedKey, out var session) ? session as UnsealedSession<AuthenticationTicket> : null;

    /// <summary>The session that the properties were taken from, where they come from an earlier authentication.</summary>
    public static SessionId? Origin(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(SessionKey, out var text) && SessionId.TryParse(text, out var session) ? session : null;

    public static void SetSuccessor(AuthenticationProperties properties, SealedToken token) => properties.Items[SuccessorKey] = token.Value;

    public static bool TakeSuccessor(AuthenticationProperties properties, out string? token) => properties.Items.Remove(SuccessorKey, out token);

    public static void SetStart(AuthenticationProperties properties, SessionRecord record) => properties.Parameters[StartKey] = record;

    public static bool TakeStart(AuthenticationProperties properties, out SessionRecord record)
    {
        var found = properties.Parameters.Remove(StartKey, out var value);
        record = found ? (SessionRecord)value! : default;
        return found;
    }

    public static void SetEnd(AuthenticationProperties properties, DateTimeOffset end) => properties.Parameters[EndKey] = end;

    /// <summary>The end that the application has asked for at sign-in.</summary>
    public static DateTimeOffset? End(AuthenticationProperties properties) => properties.Parameters.TryGetValue(EndKey, out var end) ? end as DateTimeOffset? : null;

    public static void AskStepUp(AuthenticationProperties properties) => properties.Parameters[StepUpKey] = true;

    public static bool TakeStepUp(AuthenticationProperties properties) => properties.Parameters.Remove(StepUpKey);
}
