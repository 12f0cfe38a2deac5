using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3002TokenWithoutExpiry() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3002",
        "Token issued without expiry",
        "The token of {0} has no exp claim: it is good for ever; give it an expiry",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["9.2.1"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCreation(TypeNames.JwtSecurityToken, static anchor => Report(TokenIssue.EndlessObject(anchor)));
        anchors.OnCall(TypeNames.JsonWebTokenHandler, "CreateToken", static anchor => Report(TokenIssue.EndlessCall(anchor)));
        anchors.OnCall(TypeNames.JwtSecurityTokenHandler, "CreateToken", static anchor => Report(TokenIssue.EndlessCall(anchor)));
        anchors.OnCall(TypeNames.JwtSecurityTokenHandler, "CreateJwtSecurityToken", static anchor => Report(TokenIssue.EndlessCall(anchor)));
        anchors.OnCall(TypeNames.JwtSecurityTokenHandler, "CreateEncodedJwt", static anchor => Report(TokenIssue.EndlessCall(anchor)));
    }

    private static void Report(TokenIssue? token) => token?.Report(Rule, token.Display);
}
