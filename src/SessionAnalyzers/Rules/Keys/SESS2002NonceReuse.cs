using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2002NonceReuse() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2002",
        "Nonce reuse or fixed nonce",
        "The nonce {0}: two messages under one key and nonce give away both, and let others forge; fill it with RandomNumberGenerator before each encryption and prepend it to the message",
        RuleLevel.Error,
        cwe: [323],
        asvs: ["11.3.4"]);

    public override void Register(AnchorTable anchors) => anchors.OnNonceUse(Check);

    private static void Check(NonceUse nonce)
    {
        var problem = nonce.IsConstant ? "is written in the source"
            : nonce.IsBlank ? "is not filled"
            : nonce.IsUsed ? "has encrypted before"
            : nonce.IsKept ? "is made once and kept in a field"
            : null;
        if (problem is not null)
        {
            nonce.Report(Rule, problem);
        }
    }
}
