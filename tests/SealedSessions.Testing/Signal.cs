namespace SealedSessions.Testing;

/// <summary>The signals, as Linux numbers them, that servers are sent.</summary>
internal enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Continue = 18,
    Stop = 19,
}
