using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Trust;

internal sealed class SESS4009UnsignedTokenIssued() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS4009",
        "Unsigned token issued",
        "{0}: the token has no signature, so that anybody can write one like it; give it SigningCredentials",
        RuleLevel.Error,
        cwe: [347, 345],
        asvs: ["9.1.1", "9.1.2"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCall(TypeNames.SecurityTokenHandler, "WriteToken", static anchor => Report(UnsignedToken.Written(anchor)));
        anchors.OnCreation(TypeNames.JwtSecurityToken, static anchor => Report(UnsignedToken.Returned(anchor)));
        anchors.OnCall(TypeNames.JsonWebTokenHandler, "CreateToken", static anchor => Report(UnsignedToken.Created(anchor)));
        anchors.OnCall(TypeNames.JwtSecurityTokenHandler, "CreateToken", static anchor => Report(UnsignedToken.Created(anchor)));
        anchors.OnCall(TypeNames.JwtSecurityTokenHandler, "CreateJwtSecurityToken", static anchor => Report(UnsignedToken.Created(anchor)));
        anchors.OnCall(TypeNames.JwtSecurityTokenHandler, "CreateEncodedJwt", static anchor => Report(UnsignedToken.Created(anchor)));
        anchors.OnCreation(TypeNames.SigningCredentials, static anchor => Report(UnsignedToken.OfNoAlgorithm(anchor)));
    }

    private static void Report(UnsignedToken? token) => token?.Report(Rule, token.Display);
}
