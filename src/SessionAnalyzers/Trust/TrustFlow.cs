using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Trust;

/// <summary>Does every path from a source to a decision pass a barrier? One run over a body's control flow graph to a fixed point.</summary>
internal sealed class TrustFlow
{
    private TrustFlow(TrustState? exit, Facts returned)
    {
        Exit = exit;
        Returned = returned;
    }

    /// <summary>The state in which the body is left; null when no path leaves it normally.</summary>
    public TrustState? Exit { get; }

    /// <summary>What it returns, and what the caller learns by looking at that.</summary>
    public Facts Returned { get; }

    /// <summary>What is left in a parameter that is handed back.</summary>
    public Facts? OutOf(IParameterSymbol parameter) => Exit is { } exit && exit.Variables.TryGetValue(parameter, out var facts) ? facts : null;

    /// <summary>Runs a body; null when it is too large to decide within the budget.</summary>
    public static TrustFlow? Run(ControlFlowGraph graph, TrustState entry, Frame frame, Findings? findings)
    {
        var paths = new Paths<TrustState>(graph, new BlockRun(graph, frame), frame.Budget);
        return paths.Run(0, graph.Blocks.Length - 1, entry) ? Observe(graph, paths, frame, findings) : null;
    }

    private static TrustFlow Observe(ControlFlowGraph graph, Paths<TrustState> paths, Frame frame, Findings? findings)
    {
        Facts? returned = null;
        foreach (var block in graph.Blocks)
        {
            if (paths.Entry(block) is not { } entry)
            {
                continue;
            }

            var run = new TrustRun(graph, frame, entry, findings);
            var branch = run.Execute(block, isGuarded: false);
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && branch is not null)
            {
                var told = Outcome(branch, run.State);
                returned = returned?.Join(told) ?? told;
            }
        }

        var exit = paths.Entry(graph.Blocks[graph.Blocks.Length - 1]);
        if (exit?.Variables.TryGetValue(TrustRun.Yielded, out var yielded) == true)
        {
            returned = yielded;
            exit = exit with { Variables = exit.Variables.Remove(TrustRun.Yielded) };
        }

        return new TrustFlow(exit, returned ?? Facts.None);
    }

    /// <summary>What a caller learns by getting this value: that control has come by a path on which that much was asked.</summary>
    private static Facts Outcome(Facts facts, TrustState state)
    {
        var (whenTrue, whenNull) = (facts.WhenTrue, facts.WhenNull);
        foreach (var pair in state.Sources)
        {
            var asked = pair.Value.Checks;
            whenTrue = whenTrue.SetItem(pair.Key, facts.Known switch
            {
                Known.True => new(asked, Checks.None),
                Known.False => new(Checks.None, asked),
                _ => whenTrue.TryGetValue(pair.Key, out var told) ? new(Verdicts.Narrow(asked, told.Yes), Verdicts.Narrow(asked, told.No)) : new(asked, asked),
            });
            whenNull = whenNull.SetItem(pair.Key, facts.Known switch
            {
                Known.Null => new(asked, Checks.None),
                Known.True or Known.False => new(Checks.None, asked),
                _ => whenNull.TryGetValue(pair.Key, out var told) ? new(Verdicts.Narrow(asked, told.Yes), Verdicts.Narrow(asked, told.No))
                    : facts.Contents.Any() ? new(Checks.None, asked) : new(asked, asked),
            });
        }

        var members = facts.Members.ToImmutableDictionary(static pair => pair.Key, pair => Outcome(pair.Value, state));
        return facts with { WhenTrue = whenTrue, WhenNull = whenNull, Members = members };
    }

    private sealed class BlockRun(ControlFlowGraph graph, Frame frame) : IBlockRun<TrustState>
    {
        public Step<TrustState> Run(BasicBlock block, TrustState entry, bool isGuarded)
        {
            var run = new TrustRun(graph, frame, entry, findings: null);
            var branch = run.Execute(block, isGuarded);
            if (block.ConditionKind == ControlFlowConditionKind.None || branch is null)
            {
                return new(block.ConditionKind == ControlFlowConditionKind.None ? null : run.State, run.State, run.Escaping);
            }

            var test = block.BranchValue!.Syntax;
            var jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            return new(
                branch.Known == (jumpsWhen ? Known.False : Known.True) ? null : run.State.Narrow(branch.WhenTrue, isYes: jumpsWhen, test),
                branch.Known == (jumpsWhen ? Known.True : Known.False) ? null : run.State.Narrow(branch.WhenTrue, isYes: !jumpsWhen, test),
                run.Escaping);
        }
    }
}
