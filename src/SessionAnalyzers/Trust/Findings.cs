using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Trust;

/// <summary>A place where something is decided by what a source says.</summary>
/// <param name="Source">The source.</param>
/// <param name="At">The name that decides.</param>
/// <param name="Asked">What has been asked about the source on the way.</param>
/// <param name="Access">For data that are got at: the call, which is a decision only as long as nobody looks at what it answers.</param>
internal sealed record Decision(Source Source, SyntaxToken At, Asked Asked, SyntaxNode? Access = null);

/// <summary>What a run of a body has found.</summary>
internal sealed class Findings
{
    private readonly Dictionary<(Source Source, SyntaxToken At), Decision> _decisions = [];

    public IEnumerable<Decision> Decisions => _decisions.Values;

    /// <summary>Calls whose answer somebody has looked at.</summary>
    public HashSet<SyntaxNode> LookedAt { get; } = [];

    /// <summary>Results that code which is not read has got, so that it may have looked at them.</summary>
    public HashSet<Source> HandedOn { get; } = [];

    public void Add(Decision decision) =>
        _decisions[(decision.Source, decision.At)] = _decisions.TryGetValue((decision.Source, decision.At), out var known) ? decision with { Asked = known.Asked.Join(decision.Asked) } : decision;
}
