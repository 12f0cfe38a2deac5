using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>One body being run, and the callers that led to it.</summary>
internal sealed class Frame(SessionCompilation session, SyntaxNode body, Frame? caller, Value receiver)
{
    private const int MostFrames = 6;

    public SessionCompilation Session { get; } = session;

    public SyntaxNode Body { get; } = body;

    /// <summary>What <c>this</c> is.</summary>
    public Value Receiver { get; } = receiver;

    public StepBudget Budget { get; } = caller?.Budget ?? new StepBudget();

    private Frame? Caller { get; } = caller;

    private int Depth { get; } = caller is null ? 1 : caller.Depth + 1;

    /// <summary>A callee's frame; null when the calls nest too deeply or come back to a body that is already running.</summary>
    public Frame? Enter(SyntaxNode callee, Value receiver)
    {
        if (Depth == MostFrames)
        {
            return null;
        }

        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            if (frame.Body == callee)
            {
                return null;
            }
        }

        return new Frame(Session, callee, this, receiver);
    }
}

/// <summary>Bounds the work of one question, whatever the code under analysis looks like.</summary>
internal sealed class StepBudget
{
    private int _left = 4000;

    public bool Spend() => --_left > 0;
}
