using Microsoft.CodeAnalysis;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Trust;

/// <summary>What a value has to do with a source.</summary>
internal enum TraitKind
{
    /// <summary>It is what the source says, or made of it.</summary>
    Content,

    /// <summary>It holds what the source says, behind a member that says so in its name.</summary>
    Envelope,

    /// <summary>It is what somebody answered who was asked about the source.</summary>
    Answer,

    /// <summary>It is the source: a result that says itself whether it is valid.</summary>
    Result,

    /// <summary>It is what a result holds, and means something only if that is valid.</summary>
    Payload,
}

/// <summary>One thing that a value has to do with a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Kind">What it has to do with it.</param>
/// <param name="Access">For an answer: the call that has used what the source says to get at data, so that somebody must look at the answer. For a payload: where it was read.</param>
/// <param name="IsObjection">For an answer: that there is one is bad news.</param>
/// <param name="Name">For content: the member of it that was read; null for the whole.</param>
internal readonly record struct Trait(Source Source, TraitKind Kind, SyntaxNode? Access = null, bool IsObjection = false, string? Name = null);

/// <summary>What a test of a value tells of a source.</summary>
/// <param name="Yes">What has been asked about it if the value is true, or null.</param>
/// <param name="No">What has been asked about it if the value is false, or not null.</param>
internal readonly record struct Verdict(Checks Yes, Checks No)
{
    /// <summary>The value tells nothing.</summary>
    public static Verdict Unknown => new(Verdicts.Anything, Verdicts.Anything);

    public Verdict Negated => new(No, Yes);

    public Verdict Join(Verdict other) => new(Yes | other.Yes, No | other.No);
}

/// <summary>A value that is the same on every path.</summary>
internal enum Known
{
    Nothing,
    True,
    False,
    Null,
    Clock,
}

/// <summary>What the engine knows of a value: where it comes from and what a test of it would tell.</summary>
internal sealed record Facts : IPathState<Facts>
{
    private static readonly ImmutableDictionary<Source, Verdict> NoVerdicts = ImmutableDictionary<Source, Verdict>.Empty;
    private static readonly ImmutableDictionary<string, Facts> NoMembers = ImmutableDictionary<string, Facts>.Empty;

    public static Facts None { get; } = new();

    public ImmutableHashSet<Trait> Traits { get; init; } = ImmutableHashSet<Trait>.Empty;

    /// <summary>By source, what the value tells by being true or false.</summary>
    public ImmutableDictionary<Source, Verdict> WhenTrue { get; init; } = NoVerdicts;

    /// <summary>By source, what the value tells by being null or not.</summary>
    public ImmutableDictionary<Source, Verdict> WhenNull { get; init; } = NoVerdicts;

    /// <summary>Members that are known apart from the rest.</summary>
    public ImmutableDictionary<string, Facts> Members { get; init; } = NoMembers;

    public Known Known { get; init; }

    /// <summary>The lambda or local function that it is.</summary>
    public (IMethodSymbol Method, SyntaxNode? Lambda)? Callable { get; init; }

    /// <summary>Whether nothing at all is known of it.</summary>
    public bool IsNone => Traits.IsEmpty && WhenTrue.IsEmpty && WhenNull.IsEmpty && Members.IsEmpty && Known == Known.Nothing && Callable is null;

    /// <summary>What it and its members have to do with sources.</summary>
    public IEnumerable<Trait> Whole => Members.IsEmpty ? Traits : Traits.Concat(Members.Values.SelectMany(static member => member.Whole));

    /// <summary>The sources that it, or a member of it, is made of.</summary>
    public IEnumerable<Source> Contents => Of(TraitKind.Content).Concat(Members.Values.SelectMany(static member => member.Contents)).Distinct();

    /// <summary>Every source that it has to do with.</summary>
    public IEnumerable<Source> Sources => Traits.Select(static trait => trait.Source).Concat(WhenTrue.Keys).Concat(WhenNull.Keys).Concat(Members.Values.SelectMany(static member => member.Sources)).Distinct();

    /// <summary>The results that it, or a member of it, is, or says something of.</summary>
    public IEnumerable<Source> OfResults => Whole.Where(static trait => trait is { Kind: TraitKind.Result } or { Kind: TraitKind.Answer, Source.Kind: SourceKind.Result }).Select(static trait => trait.Source);

    public static Facts Of(Trait trait) => None.With(trait);

    public static Facts Of(Known known) => new() { Known = known };

    /// <summary>All sources that one of some values has to do with, as what something made of all of them has.</summary>
    public static Facts Made(IEnumerable<Facts> parts) => Made(parts.ToArray());

    public static Facts Made(params Facts[] parts)
    {
        var made = None;
        foreach (var part in parts)
        {
            made = made with { Traits = made.Traits.Union(part.Whole.Where(static trait => trait.Kind is not (TraitKind.Result or TraitKind.Payload))) };
        }

        return made;
    }

    /// <summary>Those of some sources about which it is no answer.</summary>
    public IEnumerable<Source> Unanswered(IEnumerable<Source> sources)
    {
        var answers = Of(TraitKind.Answer).ToImmutableHashSet();
        return sources.Where(source => !answers.Contains(source));
    }

    public IEnumerable<Source> Of(TraitKind kind) => Traits.Where(trait => trait.Kind == kind).Select(static trait => trait.Source);

    public Facts With(Trait trait) => this with { Traits = Traits.Add(trait) };

    /// <summary>What a member of it is.</summary>
    public Facts Member(string name) => Members.TryGetValue(name, out var member) ? member : Traits.IsEmpty ? None : new Facts { Traits = Traits };

    public Facts WithMember(string name, Facts member) => this with { Members = Members.SetItem(name, member) };

    /// <summary>The same of another source, which stands for the first from here on.</summary>
    public Facts Rename(Source from, Source to) => this with
    {
        Traits = Traits.Select(trait => trait.Source.Equals(from) ? trait with { Source = to } : trait).ToImmutableHashSet(),
        WhenTrue = Rename(WhenTrue, from, to),
        WhenNull = Rename(WhenNull, from, to),
        Members = Members.ToImmutableDictionary(static pair => pair.Key, pair => pair.Value.Rename(from, to)),
    };

    /// <summary>The same, but for what it tells of a source.</summary>
    public Facts Untold(Source source) => this with { WhenTrue = WhenTrue.Remove(source), WhenNull = WhenNull.Remove(source) };

    public Facts Join(Facts other)
    {
        if (Equals(other))
        {
            return this;
        }

        return new Facts
        {
            Traits = Traits.Union(other.Traits),
            WhenTrue = Join(WhenTrue, other, other.WhenTrue, this),
            WhenNull = Join(WhenNull, other, other.WhenNull, this),
            Members = JoinMembers(other),
            Known = Known == other.Known ? Known : Known.Nothing,
            Callable = Equals(Callable, other.Callable) ? Callable : null,
        };
    }

    public bool Equals(Facts? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Known == other.Known
            && Equals(Callable, other.Callable)
            && Traits.SetEquals(other.Traits)
            && WhenTrue.HasSameEntries(other.WhenTrue)
            && WhenNull.HasSameEntries(other.WhenNull)
            && Members.HasSameEntries(other.Members));

    public override int GetHashCode() => Traits.Count ^ Members.Count ^ (int)Known;

    /// <summary>What a constant tells is decided by the path on which it is one: it leaves the other side of a verdict alone.</summary>
    private static ImmutableDictionary<Source, Verdict> Join(ImmutableDictionary<Source, Verdict> mine, Facts other, ImmutableDictionary<Source, Verdict> theirs, Facts me)
    {
        if (mine.IsEmpty && theirs.IsEmpty)
        {
            return mine;
        }

        var joined = NoVerdicts;
        foreach (var source in mine.Keys.Union(theirs.Keys))
        {
            var left = mine.TryGetValue(source, out var known) ? known : OfConstant(me.Known);
            var right = theirs.TryGetValue(source, out known) ? known : OfConstant(other.Known);
            joined = joined.SetItem(source, left.Join(right));
        }

        return joined;
    }

    private static ImmutableDictionary<Source, Verdict> Rename(ImmutableDictionary<Source, Verdict> verdicts, Source from, Source to) =>
        verdicts.TryGetValue(from, out var verdict)
            ? verdicts.Remove(from).SetItem(to, verdicts.TryGetValue(to, out var other) ? verdict.Join(other) : verdict)
            : verdicts;

    private static Verdict OfConstant(Known known) => known switch
    {
        Known.True or Known.Null => new(Verdicts.Anything, Checks.None),
        Known.False => new(Checks.None, Verdicts.Anything),
        _ => Verdict.Unknown,
    };

    private ImmutableDictionary<string, Facts> JoinMembers(Facts other)
    {
        var joined = NoMembers;
        foreach (var name in Members.Keys.Union(other.Members.Keys))
        {
            // Where the other value is nothing at all, as null is, its members are not read.
            joined = joined.SetItem(name, (Known, other.Known) switch
            {
                (Known.Null, _) => other.Member(name),
                (_, Known.Null) => Member(name),
                _ => Member(name).Join(other.Member(name)),
            });
        }

        return joined;
    }
}

/// <summary>What tests tell.</summary>
internal static class Verdicts
{
    public const Checks Anything = Checks.Nothing | Checks.ExpiryOnly | Checks.Passed;

    /// <summary>What is known of a source after a test.</summary>
    public static Checks Narrow(Checks before, Checks told)
    {
        if (before == Checks.Passed || told is Checks.None or Anything)
        {
            return before;
        }

        var both = before & told;
        return both != Checks.None ? both : told.HasFlag(Checks.Passed) ? Checks.Passed : before;
    }
}
