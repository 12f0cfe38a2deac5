using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore;

/// <summary>
/// What travels with a ticket between the framework's calls. The framework copies a ticket's Items when it renews a cookie and its
/// Parameters when it signs in, so each state lives where it survives. Only the time of the last validation is sealed.
/// </summary>
internal static class TicketState
{
    private const string Prefix = ".sealed-session.";
    private const string SealedKey = Prefix + "sealed";
    private const string SessionKey = Prefix + "id";
    private const string UntilKey = Prefix + "until";
    private const string UnsealedKey = Prefix + "unsealed";
    private const string EndKey = Prefix + "end";
    private const string StepUpKey = Prefix + "step-up";
    private const string ValidatedKey = Prefix + "validated";

    /// <summary>Whether an item stays out of the payload.</summary>
    public static bool IsTransient(string item) => item.StartsWith(Prefix, StringComparison.Ordinal) && item != ValidatedKey;

    /// <summary>Remembers the session that a ticket was unsealed from.</summary>
    public static void SetUnsealed(AuthenticationProperties properties, UnsealedSession<AuthenticationTicket> session)
    {
        properties.IssuedUtc = session.IssuedAt;
        properties.ExpiresUtc = session.IdleUntil;
        properties.Items[UntilKey] = Text(properties.ExpiresUtc);
        properties.Items[SessionKey] = session.Id.ToHex();
        properties.Parameters[UnsealedKey] = session;
    }

    public static UnsealedSession<AuthenticationTicket>? Unsealed(AuthenticationProperties properties) =>
        properties.Parameters.TryGetValue(UnsealedKey, out var session) ? session as UnsealedSession<AuthenticationTicket> : null;

    /// <summary>The session that the properties were taken from, where they come from an earlier authentication.</summary>
    public static SessionId? Origin(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(SessionKey, out var text) && SessionId.TryParse(text, out var session) ? session : null;

    /// <summary>Whether the application has chosen an end, and not only handed back the one of an earlier authentication.</summary>
    public static bool HasChosenEnd(AuthenticationProperties properties) =>
        !properties.Items.TryGetValue(UntilKey, out var until) || until != Text(properties.ExpiresUtc);

    /// <summary>When the application last had the chance to validate the user: renewals for idleness or a new key do not count.</summary>
    public static DateTimeOffset ValidatedAt(AuthenticationProperties properties, UnsealedSession<AuthenticationTicket> session) =>
        properties.Items.TryGetValue(ValidatedKey, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : session.IssuedAt;

    public static void SetValidatedAt(AuthenticationProperties properties, DateTimeOffset? at)
    {
        if (at is { } time)
        {
            properties.Items[ValidatedKey] = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            properties.Items.Remove(ValidatedKey);
        }
    }

    /// <summary>Says that the token of this ticket is sealed and waits with the request. The token itself stays out of what applications see.</summary>
    public static void SetSealed(AuthenticationProperties properties) => properties.Items[SealedKey] = "";

    public static bool TakeSealed(AuthenticationProperties properties) => properties.Items.Remove(SealedKey);

    public static void SetEnd(AuthenticationProperties properties, DateTimeOffset end) => properties.Parameters[EndKey] = end;

    /// <summary>The end that the application has asked for at sign-in.</summary>
    public static DateTimeOffset? End(AuthenticationProperties properties) => properties.Parameters.TryGetValue(EndKey, out var end) ? end as DateTimeOffset? : null;

    public static void AskStepUp(AuthenticationProperties properties) => properties.Parameters[StepUpKey] = true;

    public static bool TakeStepUp(AuthenticationProperties properties) => properties.Parameters.Remove(StepUpKey);

    private static string Text(DateTimeOffset? time) => time?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? "";
}
