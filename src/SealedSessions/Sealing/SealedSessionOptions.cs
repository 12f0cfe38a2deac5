using SealedSessions.Format;

namespace SealedSessions;

/// <summary>How sessions of one kind are sealed and revalidated.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public sealed class SealedSessionOptions<TClaims>
{
    /// <summary>The longest token that any limit may allow, in characters: four cookies of 4,050.</summary>
    /// <value>16384</value>
    public const int LargestTokenLength = 16_384;

    /// <summary>What the sessions are for, for example <c>shop/customer</c>. Required and different for each kind: a session of one purpose never opens as another.</summary>
    /// <value>null</value>
    public string? Purpose { get; set; }

    /// <summary>The version of <typeparamref name="TClaims"/>. Change it when older payloads must not be read any more.</summary>
    /// <value>1</value>
    public string Schema { get; set; } = "1";

    /// <summary>How long sessions live. Required.</summary>
    /// <value>null</value>
    public SessionLifetime? Lifetime { get; set; }

    /// <summary>How claims are written: <see cref="SessionPayload.Json"/>. Required.</summary>
    /// <value>null</value>
    public ISessionPayload<TClaims>? Payload { get; set; }

    /// <summary>What happens to sessions while it cannot be known whether they are revoked. Required: only you can weigh the two.</summary>
    /// <value><see cref="StoreFailureMode.Unset"/>, which is refused</value>
    public StoreFailureMode WhenRevocationsUnavailable { get; set; }

    /// <summary>What every session must be bound to; one without it is refused.</summary>
    /// <value><see cref="SessionBindingKind.None"/>: a session may be bound, but need not</value>
    public SessionBindingKind RequiredBinding { get; set; }

    /// <summary>How long a positive answer of the subject check is kept for a session, from zero to one hour. While it is kept, a disabled user goes on.</summary>
    /// <value><see cref="TimeSpan.Zero"/>: asked every time</value>
    public TimeSpan SubjectCheckCachedFor { get; set; }

    /// <summary>The longest token that is read or written, in characters, from 256 to <see cref="LargestTokenLength"/>.</summary>
    /// <value>16384</value>
    public int MaxTokenLength { get; set; } = LargestTokenLength;

    /// <summary>How long the token of a renewal is handed to parallel requests that still carry the former one, from 1 second to 5 minutes.</summary>
    /// <value>30 seconds</value>
    public TimeSpan SuccessorWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>All that is wrong with the options, each with its remedy.</summary>
    internal IEnumerable<string> Faults()
    {
        var name = string.IsNullOrWhiteSpace(Purpose) || !IsText(Purpose) ? $"sessions of {typeof(TClaims).Name}" : $"'{Purpose}'";

        if (string.IsNullOrWhiteSpace(Purpose))
        {
            yield return $"The {name} have no purpose. Set Purpose to a text that no other kind of session uses, for example \"shop/customer\".";
        }
        else if (!IsText(Purpose))
        {
            yield return $"The purpose of {name} is no valid text, for it has half of a character. Set Purpose to a text, for example \"shop/customer\".";
        }

        if (!IsText(Schema))
        {
            yield return $"{name}: Schema is missing or no valid text. Set it to the version of the claims, for example \"1\".";
        }

        if (Lifetime is null)
        {
            yield return $"The lifetime of {name} is missing, so its sessions would never end. Set Lifetime = new SessionLifetime {{ Absolute = …, Idle = … }}.";
        }
        else
        {
            foreach (var fault in Lifetime.Faults())
            {
                yield return $"{name}: {fault}";
            }
        }

        if (Payload is null)
        {
            yield return $"{name}: the payload format is missing. Set Payload = SessionPayload.Json(YourJsonContext.Default.{typeof(TClaims).Name}).";
        }

        if (WhenRevocationsUnavailable is not (StoreFailureMode.FailClosed or StoreFailureMode.FailOpen))
        {
            yield return $"{name}: it is not said what happens while revocations cannot be read. Set WhenRevocationsUnavailable to FailClosed (refuse every session) or FailOpen (accept the risk).";
        }

        if (!Enum.IsDefined(RequiredBinding))
        {
            yield return $"{name}: RequiredBinding {(int)RequiredBinding} does not exist. Set it to a member of SessionBindingKind, or leave it out.";
        }

        if (SubjectCheckCachedFor < TimeSpan.Zero || SubjectCheckCachedFor > TimeSpan.FromHours(1))
        {
            yield return $"{name}: SubjectCheckCachedFor is {SubjectCheckCachedFor}. Set it between zero and one hour.";
        }

        if (MaxTokenLength is < 256 or > LargestTokenLength)
        {
            yield return $"{name}: MaxTokenLength is {MaxTokenLength}. Set it between 256 and {LargestTokenLength} characters.";
        }

        if (SuccessorWindow < TimeSpan.FromSeconds(1) || SuccessorWindow > TimeSpan.FromMinutes(5))
        {
            yield return $"{name}: SuccessorWindow is {SuccessorWindow}. Set it between one second and five minutes.";
        }
    }

    private static bool IsText(string? text) => text is not null && SessionRecord.SubjectSize(text) >= 0;
}
