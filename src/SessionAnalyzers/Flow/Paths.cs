using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>With which state does control enter each block, over all paths? A worklist over the graph or a region of it.</summary>
internal sealed class Paths(ControlFlowGraph graph, Frame frame)
{
    private readonly FlowState?[] _entries = new FlowState?[graph.Blocks.Length];
    private FlowState? _end;

    /// <summary>The state with which a block is entered; null when no path does.</summary>
    public FlowState? Entry(BasicBlock block) => _entries[block.Ordinal];

    /// <summary>Runs the blocks from one to another; false when that takes more than the budget.</summary>
    public bool Run(int first, int last, FlowState entry)
    {
        var pending = new SortedSet<int> { first };
        _entries[first] = entry;
        var budget = 64 + (24 * (last - first + 1));
        while (pending.Count > 0)
        {
            if (--budget < 0 || !frame.Budget.Spend())
            {
                return false;
            }

            var block = graph.Blocks[pending.Min];
            pending.Remove(block.Ordinal);
            foreach (var (target, state) in Successors(block))
            {
                if (target < first || target > last)
                {
                    continue;
                }

                var joined = _entries[target] is { } known ? known.Join(state) : state;
                if (_entries[target] is not { } before || !before.Equals(joined))
                {
                    _entries[target] = joined;
                    pending.Add(target);
                }
            }
        }

        return true;
    }

    private IEnumerable<(int Target, FlowState State)> Successors(BasicBlock block)
    {
        var interpreter = new Interpreter(graph, frame, _entries[block.Ordinal]!, observed: null);
        var handlers = Handlers(block).ToList();
        var branch = interpreter.Execute(block, isGuarded: handlers.Count > 0);
        if (block.ConditionKind != ControlFlowConditionKind.None && branch is not null)
        {
            branch = frame.Session.Flows.ResolveEnvironment(branch, frame);
        }

        var condition = block.ConditionKind != ControlFlowConditionKind.None && branch is not null && branch.TryGetConstant<bool>(out var known) ? known : (bool?)null;
        var jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        if (condition is null || condition == jumpsWhen)
        {
            foreach (var step in Follow(block.ConditionalSuccessor, interpreter.State))
            {
                yield return step;
            }
        }

        if (block.ConditionKind == ControlFlowConditionKind.None || condition is null || condition != jumpsWhen)
        {
            foreach (var step in Follow(block.FallThroughSuccessor, interpreter.State))
            {
                yield return step;
            }
        }

        if (interpreter.Escaping is { } escaping)
        {
            foreach (var handler in handlers)
            {
                yield return (handler, escaping);
            }
        }
    }

    /// <summary>Where a branch leads: through the finally blocks that it leaves, each run on this path's own state.</summary>
    private IEnumerable<(int Target, FlowState State)> Follow(ControlFlowBranch? branch, FlowState state)
    {
        if (branch is null)
        {
            yield break;
        }

        if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
        {
            _end = _end?.Join(state) ?? state;
        }

        var after = state;
        foreach (var region in branch.FinallyRegions)
        {
            yield return (region.FirstBlockOrdinal, after);
            var inner = new Paths(graph, frame);
            if (!inner.Run(region.FirstBlockOrdinal, region.LastBlockOrdinal, after) || inner._end is not { } end)
            {
                yield break;
            }

            after = end;
        }

        if (branch.Destination is { } destination)
        {
            yield return (destination.Ordinal, after);
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
