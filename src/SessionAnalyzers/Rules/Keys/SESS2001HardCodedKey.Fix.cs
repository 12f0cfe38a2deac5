using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Keys;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS2001HardCodedKeyFix))]
internal sealed class SESS2001HardCodedKeyFix() : SessionFix("SESS2001")
{
    private const string Read = "SESS2001.Read";
    private const string Refuse = "SESS2001.Refuse";
    private const string SigningKey = "SessionSecurity:SigningKey";
    private const string EncryptionKey = "SessionSecurity:EncryptionKey";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return Offer(finding, Read, "Read the key from configuration", isFallback: false);
        yield return Offer(finding, Refuse, "Refuse to start without the key", isFallback: true);
    }

    private static Offer? Offer(Finding finding, string key, string title, bool isFallback)
    {
        var plan = new Plan(key);
        return finding.Targets is [var written]
            && Taker(finding.Anchor) is var (setting, isSized)
            && new WrittenKey(plan, setting, isSized) is var edit
            && edit.Replace(written)
            && edit.IsFallback == isFallback
            ? plan.Offer(title)
            : null;
    }

    /// <summary>The setting for what takes the key, and whether it wants so many bytes; null when 32 random bytes are no key for it.</summary>
    private static (string Setting, bool IsSized)? Taker(Place anchor)
    {
        var taker = anchor.Model.GetSymbolInfo(anchor.Node is AssignmentExpressionSyntax { Left: var left } ? left : anchor.Node).Symbol?.ContainingType;
        return taker?.Name switch
        {
            null or "JsonWebKey" => null,
            "AesGcm" or "AesCcm" or "ChaCha20Poly1305" => (EncryptionKey, true),
            "SealingKey" or "KeyRingEntry" => (SigningKey, true),
            _ when Inherits(taker, "AsymmetricAlgorithm") => null,
            _ when Inherits(taker, "SymmetricAlgorithm") => Inherits(Owner(anchor), "Aes") ? (EncryptionKey, true) : null,
            _ => (SigningKey, false),
        };
    }

    /// <summary>The type of the object that gets the key.</summary>
    private static ITypeSymbol? Owner(Place anchor)
    {
        var owner = anchor.Node switch
        {
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Expression,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax creation } } => creation,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
            _ => null,
        };
        return owner is null ? null : anchor.Model.GetTypeInfo(owner).Type;
    }

    private static bool Inherits(ITypeSymbol? type, string name) => type is not null && (type.Name == name || Inherits(type.BaseType, name));
}
