using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>What a call or a write saw when control reached it: the questions of the rules are answered from this.</summary>
/// <param name="Receiver">The object it acts on.</param>
/// <param name="Arguments">By ordinal of the parameter; for a write, the value written and then the keys of its element.</param>
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

    /// <summary>Every call, write and lambda that some path of the deployed site reaches, in the order of the source.</summary>
    public IEnumerable<KeyValuePair<SyntaxNode, Observation>> Observed => _observations.OrderBy(static pair => pair.Key.SpanStart).ThenBy(static pair => pair.Key.Span.Length);

    /// <summary>What the call or write at a node saw; null when no path of the deployed site reaches it.</summary>
    public Observation? At(SyntaxNode node) => _observations.TryGetValue(node, out var observation) ? observation : null;

    /// <summary>Runs a body; null when it is too large to decide within the budget.</summary>
    public static BodyFlow? Run(ControlFlowGraph graph, FlowState entry, Frame frame)
    {
        var paths = new Paths<FlowState>(graph, new BlockRun(graph, frame), frame.Budget);
        return paths.Run(0, graph.Blocks.Length - 1, entry) ? Observe(graph, paths, frame) : null;
    }

    private static BodyFlow Observe(ControlFlowGraph graph, Paths<FlowState> paths, Frame frame)
    {
        var observations = new Dictionary<SyntaxNode, Observation>();
        Value? returned = null;
        foreach (var block in graph.Blocks)
        {
            if (paths.Entry(block) is not { } entry)
            {
                continue;
            }

            var branch = new Interpreter(graph, frame, entry, observations).Execute(block);
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && branch is not null)
            {
                returned = returned?.Join(branch) ?? branch;
            }
        }

        return new BodyFlow(observations, paths.Entry(graph.Blocks[graph.Blocks.Length - 1]), returned ?? Value.Unknown);
    }

    private sealed class BlockRun(ControlFlowGraph graph, Frame frame) : IBlockRun<FlowState>
    {
        public Step<FlowState> Run(BasicBlock block, FlowState entry, bool isGuarded)
        {
            var interpreter = new Interpreter(graph, frame, entry, observed: null);
            var branch = interpreter.Execute(block, isGuarded);
            if (block.ConditionKind == ControlFlowConditionKind.None)
            {
                return new(null, interpreter.State, interpreter.Escaping);
            }

            // A condition with one known outcome closes the other branch.
            var outcome = branch is not null && frame.Session.Flows.ResolveEnvironment(branch, frame).TryGetConstant<bool>(out var known) ? known : (bool?)null;
            var jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            return new(outcome == !jumpsWhen ? null : interpreter.State, outcome == jumpsWhen ? null : interpreter.State, interpreter.Escaping);
        }
    }
}
