using System.Diagnostics;

namespace SealedSessions.Annotations;

/// <summary>
/// The value is a sealing or signing key: it must come from a secret store or a random source, never from source code.
/// </summary>
/// <remarks>Read by SessionAnalyzers from source, by full name; not kept in assemblies unless SESSION_ANALYZERS_ANNOTATIONS is defined.</remarks>
[Conditional("SESSION_ANALYZERS_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public sealed class SealingKeyAttribute : Attribute;
