using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SealedSessions.Observability;

/// <summary>Counters and activities. Tags are statuses, purposes and key ids; never a session, a subject or a token.</summary>
internal static class SessionTelemetry
{
    public const string Name = "SealedSessions";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Activities = new(Name);

    private static readonly Counter<long> UnsealCounter = Meter.CreateCounter<long>("sealed_sessions.unseal", "{token}", "Tokens opened, by status.");
    private static readonly Counter<long> RevalidateCounter = Meter.CreateCounter<long>("sealed_sessions.revalidate", "{session}", "Sessions revalidated, by status.");
    private static readonly Counter<long> IssueCounter = Meter.CreateCounter<long>("sealed_sessions.issue", "{session}", "Sessions begun, by sign-in or step-up.");
    private static readonly Counter<long> RenewCounter = Meter.CreateCounter<long>("sealed_sessions.renew", "{session}", "Sessions renewed, by outcome.");
    private static readonly Counter<long> RevokeCounter = Meter.CreateCounter<long>("sealed_sessions.revoke", "{revocation}", "Revocations, by what was revoked.");
    private static readonly Counter<long> StoreFailureCounter = Meter.CreateCounter<long>("sealed_sessions.store_failure", "{call}", "Calls of a shared store that failed or took too long.");
    private static readonly Counter<long> UncheckedCounter = Meter.CreateCounter<long>("sealed_sessions.unchecked", "{session}", "Sessions whose revocation could not be checked, by what was done.");

    public static Activity? Start(string name) => Activities.StartActivity(name);

    public static void Unsealed(string purpose, UnsealStatus status, SealingKeyId? key)
    {
        if (UnsealCounter.Enabled)
        {
            UnsealCounter.Add(1, new("purpose", purpose), new("status", status.ToString()), new("key", key?.ToString()));
        }
    }

    public static void Revalidated(string purpose, RevalidationStatus status)
    {
        if (RevalidateCounter.Enabled)
        {
            RevalidateCounter.Add(1, new("purpose", purpose), new KeyValuePair<string, object?>("status", status.ToString()));
        }
    }

    public static void Issued(string purpose, string how) => IssueCounter.Add(1, new("purpose", purpose), new KeyValuePair<string, object?>("how", how));

    public static void Renewed(string purpose, string outcome) => RenewCounter.Add(1, new("purpose", purpose), new KeyValuePair<string, object?>("outcome", outcome));

    public static void Revoked(string what) => RevokeCounter.Add(1, new KeyValuePair<string, object?>("what", what));

    public static void StoreFailed() => StoreFailureCounter.Add(1);

    public static void Unchecked(string purpose, StoreFailureMode mode) => UncheckedCounter.Add(1, new("purpose", purpose), new KeyValuePair<string, object?>("mode", mode.ToString()));
}
