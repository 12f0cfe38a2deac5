using FsCheck;
using FsCheck.Fluent;

namespace SessionAnalyzers.Tests.Trust;

/// <summary>What may have been asked about a session, on the paths that lead to a place.</summary>
[Flags]
internal enum Paths
{
    None = 0,
    Nothing = 1,
    ExpiryOnly = 2,
    Passed = 4,
}

/// <summary>A statement of a random body, as source and as what it means: the second opinion on the path engine.</summary>
internal abstract record Statement
{
    public abstract string Source { get; }

    /// <summary>With which states it is left; notes on the way where decisions and exceptions happen.</summary>
    public abstract Paths Run(Paths entry, Trace trace);

    /// <summary>Statements that may stand in a finally block: nothing there leaves the method.</summary>
    public virtual bool Returns => false;

    public sealed record Work(int Number) : Statement
    {
        public override string Source => $"Work({Number});";

        public override Paths Run(Paths entry, Trace trace) => trace.At(entry);
    }

    public sealed record Revalidate : Statement
    {
        public override string Source => "if (!sessions.IsActive(session.Id)) { return; }";

        public override bool Returns => true;

        public override Paths Run(Paths entry, Trace trace)
        {
            trace.Left |= trace.At(entry);
            return entry == Paths.None ? Paths.None : Paths.Passed;
        }
    }

    public sealed record CheckExpiry : Statement
    {
        public override string Source => "if (session.ExpiresAt < DateTimeOffset.UtcNow) { return; }";

        public override bool Returns => true;

        public override Paths Run(Paths entry, Trace trace)
        {
            var after = entry.HasFlag(Paths.Nothing) ? (entry & ~Paths.Nothing) | Paths.ExpiryOnly : entry;
            trace.At(entry);
            trace.Left |= after;
            return after;
        }
    }

    public sealed record LeaveIf(int Flag) : Statement
    {
        public override string Source => $"if (flags[{Flag}]) {{ return; }}";

        public override bool Returns => true;

        public override Paths Run(Paths entry, Trace trace)
        {
            trace.Left |= trace.At(entry);
            return entry;
        }
    }

    public sealed record Decide : Statement
    {
        public int Number { get; init; }

        public override string Source => $"if (session.IsAdmin) {{ orders.Delete({Number}); }}";

        public override Paths Run(Paths entry, Trace trace)
        {
            trace.Decisions[Number] = trace.Decisions.GetValueOrDefault(Number) | trace.At(entry);
            return entry;
        }
    }

    public sealed record If(int Flag, Sequence Then, Sequence Else) : Statement
    {
        public override string Source => $"if (flags[{Flag}]) {{ {Then.Source} }} else {{ {Else.Source} }}";

        public override bool Returns => Then.Returns || Else.Returns;

        public override Paths Run(Paths entry, Trace trace) => Then.Run(trace.At(entry), trace) | Else.Run(entry, trace);
    }

    public sealed record Switch(int Flag, Sequence First, Sequence Second) : Statement
    {
        public override string Source => $"switch (numbers[{Flag}]) {{ case 1: {First.Source} break; case 2: {Second.Source} goto case 1; }}";

        public override bool Returns => First.Returns || Second.Returns;

        public override Paths Run(Paths entry, Trace trace) => trace.At(entry) | First.Run(entry | Second.Run(entry, trace), trace);
    }

    public sealed record While(int Flag, Sequence Body) : Statement
    {
        public override string Source => $"while (flags[{Flag}]) {{ {Body.Source} }}";

        public override bool Returns => Body.Returns;

        public override Paths Run(Paths entry, Trace trace)
        {
            for (var before = Paths.None; before != entry;)
            {
                before = entry;
                entry |= Body.Run(trace.At(entry), trace);
            }

            return entry;
        }
    }

    public sealed record Again(int Flag, Sequence Body) : Statement
    {
        public int Number { get; init; }

        public override string Source => $"again{Number}: {Body.Source} if (flags[{Flag}]) {{ goto again{Number}; }}";

        public override bool Returns => Body.Returns;

        public override Paths Run(Paths entry, Trace trace)
        {
            var exit = Paths.None;
            for (var before = Paths.None; before != entry;)
            {
                before = entry;
                exit = trace.At(Body.Run(entry, trace));
                entry |= exit;
            }

            return exit;
        }
    }

    public sealed record Try(Sequence Body, Sequence Handler) : Statement
    {
        public override string Source => $"try {{ {Body.Source} }} catch (InvalidOperationException) {{ {Handler.Source} }}";

        public override bool Returns => Body.Returns || Handler.Returns;

        public override Paths Run(Paths entry, Trace trace)
        {
            var inner = trace.Inside();
            var exit = Body.Run(entry, inner);
            trace.Left |= inner.Left;
            return exit | Handler.Run(trace.At(inner.Thrown), trace);
        }
    }

    public sealed record Finally(Sequence Body, Sequence Last) : Statement
    {
        public override string Source => $"try {{ {Body.Source} }} finally {{ {Last.Source} }}";

        public override bool Returns => Body.Returns;

        public override Paths Run(Paths entry, Trace trace)
        {
            var inner = trace.Inside();
            var exit = Body.Run(entry, inner);
            trace.At(Last.Run(inner.Thrown, trace));
            trace.Left |= Last.Run(inner.Left, trace);
            return Last.Run(exit, trace);
        }
    }

    public sealed record Sequence(IReadOnlyList<Statement> Statements) : Statement
    {
        public override string Source => string.Join(" ", Statements.Select(static statement => statement.Source));

        public override bool Returns => Statements.Any(static statement => statement.Returns);

        public override Paths Run(Paths entry, Trace trace) => Statements.Aggregate(entry, (state, statement) => statement.Run(state, trace));
    }
}

/// <summary>What has happened on the way.</summary>
internal sealed class Trace
{
    /// <summary>By number, with which states a decision was reached.</summary>
    public Dictionary<int, Paths> Decisions { get; private init; } = [];

    /// <summary>The states in which something may have thrown.</summary>
    public Paths Thrown { get; private set; }

    /// <summary>The states in which the method was left.</summary>
    public Paths Left { get; set; }

    public Trace Inside() => new() { Decisions = Decisions };

    public Paths At(Paths state)
    {
        Thrown |= state;
        return state;
    }
}

/// <summary>Random bodies: loops, gotos, nested try.</summary>
internal static class RandomBody
{
    public const int Flags = 6;

    public static Gen<Statement.Sequence> Any { get; } = Gen.Sized(static size => Sequence(Math.Min(size, 40))).Select(Numbered);

    private static Gen<Statement.Sequence> Sequence(int size, bool mayReturn = true) =>
        from count in Gen.Choose(1, 4)
        from statements in Gen.ArrayOf(One(size / count, mayReturn), count)
        select new Statement.Sequence(statements);

    private static Gen<Statement> One(int size, bool mayReturn)
    {
        var leaves = new List<(int, Gen<Statement>)>
        {
            (2, Gen.Choose(0, 9).Select(static number => (Statement)new Statement.Work(number))),
            (4, Gen.Constant<Statement>(new Statement.Decide())),
        };
        if (mayReturn)
        {
            leaves.Add((3, Gen.Constant<Statement>(new Statement.Revalidate())));
            leaves.Add((1, Gen.Constant<Statement>(new Statement.CheckExpiry())));
            leaves.Add((1, Flag.Select(static flag => (Statement)new Statement.LeaveIf(flag))));
        }

        if (size > 1)
        {
            leaves.Add((3, from flag in Flag from then in Sequence(size / 2, mayReturn) from other in Sequence(size / 2, mayReturn) select (Statement)new Statement.If(flag, then, other)));
            leaves.Add((1, from flag in Flag from first in Sequence(size / 2, mayReturn) from second in Sequence(size / 2, mayReturn) select (Statement)new Statement.Switch(flag, first, second)));
            leaves.Add((2, from flag in Flag from body in Sequence(size / 2, mayReturn) select (Statement)new Statement.While(flag, body)));
            leaves.Add((2, from flag in Flag from body in Sequence(size / 2, mayReturn) select (Statement)new Statement.Again(flag, body)));
            leaves.Add((2, from body in Sequence(size / 2, mayReturn) from handler in Sequence(size / 2, mayReturn) select (Statement)new Statement.Try(body, handler)));
            leaves.Add((2, from body in Sequence(size / 2, mayReturn) from last in Sequence(size / 2, mayReturn: false) select (Statement)new Statement.Finally(body, last)));
        }

        return Gen.Frequency([.. leaves]);
    }

    private static Gen<int> Flag => Gen.Choose(0, Flags - 1);

    /// <summary>Decisions and labels get numbers in the order of the source.</summary>
    private static Statement.Sequence Numbered(Statement.Sequence body)
    {
        var next = 0;
        return (Statement.Sequence)Number(body);

        Statement Number(Statement statement) => statement switch
        {
            Statement.Decide decide => decide with { Number = next++ },
            Statement.Again again => again with { Number = next++, Body = (Statement.Sequence)Number(again.Body) },
            Statement.If choice => choice with { Then = (Statement.Sequence)Number(choice.Then), Else = (Statement.Sequence)Number(choice.Else) },
            Statement.Switch choice => choice with { First = (Statement.Sequence)Number(choice.First), Second = (Statement.Sequence)Number(choice.Second) },
            Statement.While loop => loop with { Body = (Statement.Sequence)Number(loop.Body) },
            Statement.Try attempt => attempt with { Body = (Statement.Sequence)Number(attempt.Body), Handler = (Statement.Sequence)Number(attempt.Handler) },
            Statement.Finally attempt => attempt with { Body = (Statement.Sequence)Number(attempt.Body), Last = (Statement.Sequence)Number(attempt.Last) },
            Statement.Sequence { Statements: var statements } => new Statement.Sequence([.. statements.Select(Number)]),
            _ => statement,
        };
    }
}
