using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>What a call or a write saw when control reached it: the questions of the rules are answered from this.</summary>
/// <param name="Receiver">The object it acts on.</param>
/// <param name="Arguments">By ordinal of the parameter; for a write, the one value written.</param>
/// <param name="State">Just before it takes effect.</param>
internal sealed record Observation(Value Receiver, ImmutableArray<Value> Arguments, FlowState State)
{
    public Observation Join(Observation other) =>
        new(Receiver.Join(other.Receiver), Arguments.Zip(other.Arguments, static (mine, theirs) => mine.Join(theirs)).ToImmutableArray(), State.Join(other.State));
}

/// <summary>
/// One run over a body's control flow graph to a fixed point. The paths that count are those of the deployed site:
/// a branch that only development takes is not followed.
/// </summary>
internal sealed class BodyFlow
{
    private readonly Dictionary<SyntaxNode, Observation> _observations;

    private BodyFlow(Dictionary<SyntaxNode, Observation> observations, FlowState? exit, Value returned)
    {
        _observations = observations;
        Exit = exit;
        Returned = returned;
    }

    /// <summary>The state in which the body is left; null when no path leaves it normally.</summary>
    public FlowState? Exit { get; }

    /// <summary>What it returns on any path.</summary>
    public Value Returned { get; }

    /// <summary>What the call or write at a node saw; null when no path of the deployed site reaches it.</summary>
    public Observation? At(SyntaxNode node) => _observations.TryGetValue(node, out var observation) ? observation : null;

    /// <summary>Runs a body; null when it is too large to decide within the budget.</summary>
    public static BodyFlow? Run(ControlFlowGraph graph, FlowState entry, Frame frame)
    {
        var blocks = graph.Blocks;
        var entries = new FlowState?[blocks.Length];
        var pending = new SortedSet<int> { 0 };
        entries[0] = entry;
        var budget = 64 + (24 * blocks.Length);
        while (pending.Count > 0)
        {
            if (--budget < 0 || !frame.Budget.Spend())
            {
                return null;
            }

            var ordinal = pending.Min;
            pending.Remove(ordinal);
            var block = blocks[ordinal];
            var interpreter = new Interpreter(graph, frame, entries[ordinal]!, observed: null);
            var branch = interpreter.Execute(block);
            foreach (var (target, state) in Successors(block, interpreter, branch, entries[ordinal]!))
            {
                var joined = entries[target] is { } known ? known.Join(state) : state;
                if (entries[target] is not { } before || !before.Equals(joined))
                {
                    entries[target] = joined;
                    pending.Add(target);
                }
            }
        }

        return Observe(graph, entries, frame);
    }

    private static BodyFlow Observe(ControlFlowGraph graph, FlowState?[] entries, Frame frame)
    {
        var observations = new Dictionary<SyntaxNode, Observation>();
        Value? returned = null;
        foreach (var block in graph.Blocks)
        {
            if (entries[block.Ordinal] is not { } entry)
            {
                continue;
            }

            var interpreter = new Interpreter(graph, frame, entry, observations);
            var branch = interpreter.Execute(block);
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && branch is not null)
            {
                returned = returned?.Join(branch) ?? branch;
            }
        }

        return new BodyFlow(observations, entries[entries.Length - 1], returned ?? Value.Unknown);
    }

    private static IEnumerable<(int Target, FlowState State)> Successors(BasicBlock block, Interpreter interpreter, Value? branch, FlowState before)
    {
        var after = interpreter.State;
        var decided = block.ConditionKind != ControlFlowConditionKind.None && branch is not null && branch.TryGetConstant<bool>(out var condition)
            ? condition
            : (bool?)null;
        var jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        if (block.ConditionalSuccessor is { Destination: { } jump } && (decided is null || decided == jumpsWhen))
        {
            yield return (jump.Ordinal, after);
        }

        if (block.FallThroughSuccessor is { Destination: { } next } && (decided is null || block.ConditionKind == ControlFlowConditionKind.None || decided != jumpsWhen))
        {
            yield return (next.Ordinal, after);
        }

        // An exception may leave a protected region anywhere in the block.
        foreach (var handler in Handlers(block))
        {
            yield return (handler, before.Join(after));
        }
    }

    private static IEnumerable<int> Handlers(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } guarded)
            {
                continue;
            }

            foreach (var handler in guarded.NestedRegions)
            {
                if (handler != region)
                {
                    yield return handler.FirstBlockOrdinal;
                }
            }
        }
    }
}
