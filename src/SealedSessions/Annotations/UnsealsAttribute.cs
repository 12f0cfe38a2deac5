using System.Diagnostics;

namespace SealedSessions.Annotations;

/// <summary>
/// The method or property hands out what was unsealed and is not yet revalidated: nothing may be decided by it.
/// </summary>
/// <remarks>Read by SessionAnalyzers from source, by full name; not kept in assemblies unless SESSION_ANALYZERS_ANNOTATIONS is defined.</remarks>
[Conditional("SESSION_ANALYZERS_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class UnsealsAttribute : Attribute;
