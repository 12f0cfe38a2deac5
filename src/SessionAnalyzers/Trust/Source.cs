using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>Why a value is not to be trusted as it is.</summary>
internal enum SourceKind
{
    /// <summary>It was unsealed: authentic once, and about which nobody has asked since.</summary>
    Sealed,

    /// <summary>The client sent it.</summary>
    Request,

    /// <summary>It is the result of a validation, which may have failed.</summary>
    Result,

    /// <summary>It is an answer at which nobody looks.</summary>
    Ignored,
}

/// <summary>Where an untrusted value enters a body.</summary>
/// <param name="Kind">Why it is not to be trusted.</param>
/// <param name="Site">The expression or parameter that hands it in.</param>
/// <param name="Name">What the code calls that.</param>
/// <param name="Property">The property that hands it in, the same whenever it is read; null where each evaluation hands in another.</param>
/// <param name="Result">For a result or an answer: its type.</param>
internal sealed record Source(SourceKind Kind, SyntaxNode Site, string Name, ISymbol? Property = null, ResultType? Result = null)
{
    /// <summary>Whether it says something that may be false by now.</summary>
    public bool IsClaim => Kind is SourceKind.Sealed or SourceKind.Request;

    public bool Equals(Source? other) =>
        other is not null && Kind == other.Kind
        && (Property is null ? other.Property is null && Site == other.Site : SymbolEqualityComparer.Default.Equals(Property, other.Property));

    public override int GetHashCode() => (Property is null ? Site.GetHashCode() : SymbolEqualityComparer.Default.GetHashCode(Property)) ^ (int)Kind;
}

/// <summary>What has been asked about a source, on the paths that lead here.</summary>
[Flags]
internal enum Checks
{
    None = 0,

    /// <summary>On some path, nothing.</summary>
    Nothing = 1,

    /// <summary>On some path, no more than whether it has expired.</summary>
    ExpiryOnly = 2,

    /// <summary>On some path, whether it still holds.</summary>
    Passed = 4,
}
