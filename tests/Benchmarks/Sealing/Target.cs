namespace Benchmarks.Sealing;

/// <summary>A figure and the most that it may be.</summary>
internal sealed record Target(string Name, double Figure, double Most)
{
    public bool IsMet => Figure <= Most;

    public override string ToString() => FormattableString.Invariant($"| {Name,-66} | {Figure,8:0.###} | {Most,8:0.###} | {(IsMet ? "pass" : "MISS")} |");
}
