using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SessionAnalyzers.Flow;

/// <summary>What does one of the compiler's captures stand for?</summary>
internal static class Captures
{
    /// <summary>The variable or member that was captured in order to be written; null where a value was.</summary>
    public static IOperation? CaptureTarget(this ControlFlowGraph graph, CaptureId id)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture && capture.Id.Equals(id))
                {
                    return capture.Value is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation ? capture.Value : null;
                }
            }
        }

        return null;
    }
}
