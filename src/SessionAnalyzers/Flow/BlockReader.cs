using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>Runs the operations of a block one after another, and notes with which states an exception may leave it.</summary>
/// <param name="state">The state with which the block is entered.</param>
internal abstract class BlockReader<TState, TValue>(TState state)
    where TState : class, IPathState<TState>
    where TValue : class
{
    public TState State { get; protected set; } = state;

    /// <summary>The states in which an exception may leave the block; null when nothing in it can throw, or nobody asked.</summary>
    public TState? Escaping { get; protected set; }

    /// <summary>Runs a block; returns the value that it branches on or returns.</summary>
    /// <param name="block">The block.</param>
    /// <param name="isGuarded">Whether a handler wants to know about exceptions.</param>
    public virtual TValue? Execute(BasicBlock block, bool isGuarded = false)
    {
        foreach (var operation in block.Operations)
        {
            Run(operation, isGuarded);
        }

        var branch = block.BranchValue is { } value ? Run(value, isGuarded) : null;
        if (block.FallThroughSuccessor?.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
        {
            Escape();
        }

        return branch;
    }

    /// <summary>What an operation comes to; its effects are in the state.</summary>
    protected abstract TValue Evaluate(IOperation? operation);

    protected virtual bool CanThrow(IOperation operation) => true;

    private TValue Run(IOperation operation, bool isGuarded)
    {
        var canThrow = isGuarded && CanThrow(operation);
        if (canThrow)
        {
            Escape();
        }

        var value = Evaluate(operation);
        if (canThrow)
        {
            Escape();
        }

        return value;
    }

    private void Escape() => Escaping = Escaping?.Join(State) ?? State;
}
