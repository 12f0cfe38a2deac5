using System.Diagnostics;

namespace SealedSessions.Annotations;

/// <summary>
/// The method, or the method given this argument, decides what a caller may do: unsealed claims must be revalidated first.
/// </summary>
/// <remarks>Read by SessionAnalyzers from source, by full name; not kept in assemblies unless SESSION_ANALYZERS_ANNOTATIONS is defined.</remarks>
[Conditional("SESSION_ANALYZERS_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class TrustDecisionAttribute : Attribute;
