using Microsoft.CodeAnalysis;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Trust;

/// <summary>What has been asked about a source, and where that was asked which counts.</summary>
internal readonly record struct Asked(Checks Checks, SyntaxNode? Barrier)
{
    public static Asked Nothing => new(Checks.Nothing, null);

    public Asked Join(Asked other) => new(Checks | other.Checks, First(Barrier, other.Barrier));

    // Paths meet in any order: which barrier is named must not depend on it.
    private static SyntaxNode? First(SyntaxNode? left, SyntaxNode? right) =>
        left is null ? right : right is null ? left
        : (left.SyntaxTree.FilePath, left.SpanStart).CompareTo((right.SyntaxTree.FilePath, right.SpanStart)) <= 0 ? left : right;
}

/// <summary>What is known at one point of a body: its variables, and what has been asked about each source.</summary>
/// <param name="Variables">By symbol or capture; fields and properties of the same instance by their symbol.</param>
/// <param name="Sources">What has been asked about each.</param>
internal sealed record TrustState(ImmutableDictionary<object, Facts> Variables, ImmutableDictionary<Source, Asked> Sources) : IPathState<TrustState>
{
    public static TrustState Empty { get; } = new(ImmutableDictionary.Create<object, Facts>(VariableComparer.Instance), ImmutableDictionary<Source, Asked>.Empty);

    public Facts Read(object variable) => Variables.TryGetValue(variable, out var facts) ? facts : Facts.None;

    // What is known to be nothing is kept too: it is another thing than what is known on the other path alone.
    public TrustState With(object variable, Facts facts) => this with { Variables = Variables.SetItem(variable, facts) };

    /// <summary>What has been asked about a source; nothing about one that has not been met.</summary>
    public Asked AskedOf(Source source) => Sources.TryGetValue(source, out var asked) ? asked : Asked.Nothing;

    /// <summary>A source enters: whatever was asked about what it handed in before is of no use.</summary>
    public TrustState Enter(Source source) => source.Property is not null && Sources.ContainsKey(source) ? this : this with { Sources = Sources.SetItem(source, Asked.Nothing) };

    public TrustState Enter(Source source, Asked asked) => this with { Sources = Sources.SetItem(source, asked) };

    /// <summary>What came from one source comes from another, which stands for it, in every variable.</summary>
    public TrustState Rename(Source from, Source to)
    {
        var variables = Variables;
        foreach (var pair in Variables)
        {
            if (pair.Value.Sources.Contains(from))
            {
                variables = variables.SetItem(pair.Key, pair.Value.Rename(from, to));
            }
        }

        return new TrustState(variables, Sources.Remove(from));
    }

    /// <summary>Somebody has asked whether it still holds, and control is here because it does.</summary>
    public TrustState Pass(Source source, SyntaxNode barrier) => this with { Sources = Sources.SetItem(source, new Asked(Checks.Passed, barrier)) };

    /// <summary>Somebody has asked whether it has expired.</summary>
    public TrustState CheckExpiry(Source source)
    {
        var asked = AskedOf(source);
        return asked.Checks.HasFlag(Checks.Nothing)
            ? this with { Sources = Sources.SetItem(source, asked with { Checks = (asked.Checks & ~Checks.Nothing) | Checks.ExpiryOnly }) }
            : this;
    }

    /// <summary>What a test of a value has told.</summary>
    public TrustState Narrow(ImmutableDictionary<Source, Verdict> verdicts, bool isYes, SyntaxNode test)
    {
        var state = this;
        foreach (var pair in verdicts)
        {
            var asked = AskedOf(pair.Key);
            var checks = Verdicts.Narrow(asked.Checks, isYes ? pair.Value.Yes : pair.Value.No);
            if (checks != asked.Checks)
            {
                state = state with { Sources = state.Sources.SetItem(pair.Key, new Asked(checks, checks.HasFlag(Checks.Passed) ? asked.Barrier ?? test : asked.Barrier)) };
            }
        }

        return state;
    }

    public TrustState Join(TrustState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        // A source that only one path has met is not read on the other.
        return new TrustState(
            Variables.JoinedWith(other.Variables, static (mine, theirs) => mine.Join(theirs)),
            Sources.JoinedWith(other.Sources, static (mine, theirs) => mine.Join(theirs)));
    }

    public bool Equals(TrustState? other) =>
        other is not null && (ReferenceEquals(this, other) || (Variables.HasSameEntries(other.Variables) && Sources.HasSameEntries(other.Sources)));

    public override int GetHashCode() => Variables.Count ^ Sources.Count;
}
