namespace SealedSessions;

/// <summary>What a risk signal asks for. The gravest of all signals counts.</summary>
public enum RiskVerdict
{
    /// <summary>Nothing.</summary>
    Continue = 0,

    /// <summary>The subject has to prove again who it is before anything sensitive.</summary>
    StepUp = 1,

    /// <summary>The session ends and is revoked.</summary>
    Terminate = 2,
}
