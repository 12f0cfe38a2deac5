using System.Diagnostics;

namespace SealedSessions.Annotations;

/// <summary>
/// The method asks whether an unsealed session is still good, and its result says so: what passed it may decide.
/// </summary>
/// <remarks>Read by SessionAnalyzers from source, by full name; not kept in assemblies unless SESSION_ANALYZERS_ANNOTATIONS is defined.</remarks>
[Conditional("SESSION_ANALYZERS_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class RevalidatesAttribute : Attribute;
