using Microsoft.CodeAnalysis.Operations;

namespace SessionAnalyzers.Flow;

/// <summary>Which method does a call run?</summary>
internal static class Calls
{
    /// <summary>Whether it is decided only at run time, by the type of the object.</summary>
    public static bool AreDispatched(IInvocationOperation call) =>
        call is { IsVirtual: true, TargetMethod: var method }
        && (method.IsAbstract || ((method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed));
}
