using System.Diagnostics;

namespace SealedSessions.Annotations;

/// <summary>
/// The value names a cookie that carries a session, whatever its name says.
/// </summary>
/// <remarks>Read by SessionAnalyzers from source, by full name; not kept in assemblies unless SESSION_ANALYZERS_ANNOTATIONS is defined.</remarks>
[Conditional("SESSION_ANALYZERS_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SessionCookieAttribute : Attribute;
