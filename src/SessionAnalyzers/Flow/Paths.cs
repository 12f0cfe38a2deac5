using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>What is known where control is, over all paths that lead there. States that are joined only ever know less.</summary>
internal interface IPathState<T> : IEquatable<T>
{
    T Join(T other);
}

/// <summary>Runs one block on a state.</summary>
internal interface IBlockRun<T>
    where T : class, IPathState<T>
{
    /// <param name="block">The block.</param>
    /// <param name="entry">The state with which it is entered.</param>
    /// <param name="isGuarded">Whether a handler wants to know about exceptions.</param>
    Step<T> Run(BasicBlock block, T entry, bool isGuarded);
}

/// <summary>The states in which a block is left; null where no path leaves it that way.</summary>
/// <param name="Jumping">To its conditional successor.</param>
/// <param name="Falling">To its other successor.</param>
/// <param name="Escaping">By an exception.</param>
internal readonly record struct Step<T>(T? Jumping, T? Falling, T? Escaping)
    where T : class;

/// <summary>With which state does control enter each block, over all paths? A worklist over the graph or a region of it.</summary>
internal sealed class Paths<T>(ControlFlowGraph graph, IBlockRun<T> run, StepBudget budget)
    where T : class, IPathState<T>
{
    private readonly T?[] _entries = new T?[graph.Blocks.Length];
    private T? _end;

    /// <summary>The state with which a block is entered; null when no path does.</summary>
    public T? Entry(BasicBlock block) => _entries[block.Ordinal];

    /// <summary>Runs the blocks from one to another; false when that takes more than the budget.</summary>
    public bool Run(int first, int last, T entry)
    {
        var pending = new SortedSet<int> { first };
        _entries[first] = entry;
        var rounds = 64 + (24 * (last - first + 1));
        while (pending.Count > 0)
        {
            if (--rounds < 0 || !budget.Spend())
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

    private IEnumerable<(int Target, T State)> Successors(BasicBlock block)
    {
        var handlers = Handlers(block).ToList();
        var (jumping, falling, escaping) = run.Run(block, _entries[block.Ordinal]!, isGuarded: handlers.Count > 0);
        if (jumping is not null)
        {
            foreach (var step in Follow(block.ConditionalSuccessor, jumping))
            {
                yield return step;
            }
        }

        if (falling is not null)
        {
            foreach (var step in Follow(block.FallThroughSuccessor, falling))
            {
                yield return step;
            }
        }

        if (escaping is not null)
        {
            foreach (var handler in handlers)
            {
                yield return (handler, escaping);
            }
        }
    }

    /// <summary>Where a branch leads: through the finally blocks that it leaves, each run on this path's own state.</summary>
    private IEnumerable<(int Target, T State)> Follow(ControlFlowBranch? branch, T state)
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
            var inner = new Paths<T>(graph, run, budget);
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
