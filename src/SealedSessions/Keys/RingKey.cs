namespace SealedSessions;

/// <summary>A key as a ring holds it. Only a revoked one may be without its bytes.</summary>
internal sealed record RingKey(SealingKeyId Id, SealingKey? Key, SealingKeyState State, DateTimeOffset? OpensUntil, DateTimeOffset? RetiredAt);
