using SessionAnalyzers.Configuration;
using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Configuration;

public class SensitiveNamesTests
{
    private static readonly SensitiveNames Names = new([], []);

    [Theory]
    [InlineData("session")]
    [InlineData("sess")]
    [InlineData("sid")]
    [InlineData("auth")]
    [InlineData("token")]
    [InlineData("jwt")]
    [InlineData("ticket")]
    [InlineData("login")]
    [InlineData("refresh")]
    [InlineData("remember")]
    [InlineData("access")]
    [InlineData("identity")]
    [InlineData("userSession")]
    [InlineData("user_session")]
    [InlineData("USER-SESSION")]
    [InlineData("app.session")]
    [InlineData("RefreshToken")]
    [InlineData("sessionid")]
    [InlineData("authtoken")]
    [InlineData("accesstoken")]
    [InlineData("PHPSESSID")]
    [InlineData("JSESSIONID")]
    [InlineData(".ASPXAUTH")]
    [InlineData("connect.sid")]
    public void SessionName_IsSensitive(string name) => Assert.Equal(NameKind.Sensitive, Names.Classify(name));

    [Theory]
    [InlineData("xsrf")]
    [InlineData("XSRF-TOKEN")]
    [InlineData("csrfToken")]
    [InlineData("antiforgery_token")]
    [InlineData("AntiForgeryToken")]
    [InlineData("theme")]
    [InlineData("session-theme")]
    [InlineData("culture")]
    [InlineData("lang")]
    [InlineData("locale")]
    [InlineData("consent")]
    [InlineData("tz")]
    [InlineData("login-banner")]
    [InlineData("ab-test-token")]
    [InlineData("cancellationToken")]
    [InlineData("sessionStorageKey")]
    public void BenignWord_OutweighsSensitiveWord(string name) => Assert.Equal(NameKind.Benign, Names.Classify(name));

    [Theory]
    [InlineData("")]
    [InlineData("basket")]
    [InlineData("tokenizer")]
    [InlineData("author")]
    [InlineData("authors")]
    [InlineData("authority")]
    [InlineData("accessibility")]
    [InlineData("accessories")]
    [InlineData("sidebar")]
    [InlineData("side")]
    [InlineData("obsession")]
    [InlineData("possess")]
    [InlineData("assess")]
    [InlineData("assessment")]
    [InlineData("ticketing")]
    [InlineData("refreshment")]
    [InlineData("remembrance")]
    [InlineData("loginless")]
    [InlineData("userid")]
    [InlineData("mysite")]
    [InlineData("appkey")]
    [InlineData("inside")]
    [InlineData("residence")]
    [InlineData("webauthn")]
    [InlineData("unauthorised")]
    [InlineData("csrftoken")]
    public void OtherName_IsNeutral(string name) => Assert.NotEqual(NameKind.Sensitive, Names.Classify(name));

    [Theory]
    [InlineData("SessionStore", true)]
    [InlineData("ProtectSessions", true)]
    [InlineData("WriteTicket", true)]
    [InlineData("CookieProtector", true)]
    [InlineData("jwt", true)]
    [InlineData("basket", true)]
    [InlineData("BasketStore", true)]
    [InlineData("AccessLog", false)]
    [InlineData("LoginPage", false)]
    [InlineData("IdentityCard", false)]
    [InlineData("Tokenizer", false)]
    [InlineData("CookieConsent", false)]
    [InlineData("CancellationToken", false)]
    [InlineData("SeatTicket", false)]
    public void NameOfCode_IsThatOfSessionsByFewerWords(string name, bool isSession) => Assert.Equal(isSession, new SensitiveNames(["basket"], ["seat"]).IsSessionCode(name));

    [Theory]
    [InlineData("basket")]
    [InlineData("Basket")]
    [InlineData("my_basket")]
    [InlineData("basketKey")]
    [InlineData("Trolley.V2")]
    public void ConfiguredSensitiveName_IsSensitive(string name) =>
        Assert.Equal(NameKind.Sensitive, new SensitiveNames(["Basket", "trolley.v2"], []).Classify(name));

    [Theory]
    [InlineData("session")]
    [InlineData("SESSION")]
    [InlineData("session-id")]
    [InlineData("my.ticket")]
    public void ConfiguredBenignName_IsBenign(string name) =>
        Assert.Equal(NameKind.Benign, new SensitiveNames([], ["Session", "my.ticket"]).Classify(name));

    [Fact]
    public void ConfiguredBenignName_OutweighsConfiguredSensitiveName() =>
        Assert.Equal(NameKind.Benign, new SensitiveNames(["basket"], ["basket"]).Classify("basket"));

    [Theory]
    [InlineData("basket")]
    [InlineData("basket, trolley")]
    [InlineData("trolley,basket")]
    [InlineData("trolley ,  BASKET ,")]
    public Task SensitiveNamesOption_IsReported(string option) => new Verify.Test
    {
        TestCode = Handler("""
            c.Response.Cookies.[|Append|]("basket", v);
            c.Response.Cookies.[|Append|]("my-basket", v);
            c.Response.Cookies.[|Append|]("session", v);
            c.Response.Cookies.Append("visits", v);
            c.Response.Cookies.Append("basketball", v);
            """),
        EditorConfig = $"[*.cs]\nsession_analyzers.sensitive_names = {option}",
    }.RunAsync();

    [Fact]
    public Task SensitiveNamesOption_WithPunctuation_IsReported() => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.[|Append|]("my.basket-key", v); c.Response.Cookies.Append("my.basket", v);"""),
        EditorConfig = "[*.cs]\nsession_analyzers.sensitive_names = my.basket-key",
    }.RunAsync();

    [Theory]
    [InlineData("session")]
    [InlineData("Session, sid")]
    public Task BenignNamesOption_IsSilent(string option) => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.Append("session", v); c.Response.Cookies.Append("session-id", v);"""),
        EditorConfig = $"[*.cs]\nsession_analyzers.benign_names = {option}",
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task BenignNamesOption_ForOneWholeName_LeavesOthers_IsReported() => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.Append("wizard-session", v); c.Response.Cookies.[|Append|]("session", v);"""),
        EditorConfig = "[*.cs]\nsession_analyzers.benign_names = wizard-session",
    }.RunAsync();

    [Fact]
    public Task SealedValue_UnderBenignNameOption_IsReported() => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.[|Append|]("wizard", protector.Protect(v));"""),
        EditorConfig = "[*.cs]\nsession_analyzers.benign_names = session",
    }.RunAsync();

    [Fact]
    public Task Options_OfOneFolder_LeaveOtherFilesAlone_IsReported() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                ("/0/Legacy/Old.cs", Handler("""c.Response.Cookies.Append("session", v);""", "Old")),
                ("/0/New.cs", Handler("""c.Response.Cookies.[|Append|]("session", v);""", "New")),
            },
        },
        EditorConfig = "[0/Legacy/**.cs]\nsession_analyzers.benign_names = session",
    }.RunAsync();

    [Fact]
    public Task GlobalConfig_IsRead_IsReported() => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.[|Append|]("basket", v);"""),
        GlobalConfig = "session_analyzers.sensitive_names = basket",
    }.RunAsync();

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("??, <>")]
    [InlineData("*")]
    public Task NonsenseOption_ChangesNothing_IsReported(string option) => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.[|Append|]("session", v); c.Response.Cookies.Append("basket", v);"""),
        EditorConfig = $"[*.cs]\nsession_analyzers.benign_names = {option}\nsession_analyzers.sensitive_names = {option}",
    }.RunAsync();

    private static string Handler(string body, string type = "Shop") => $$"""
        using Microsoft.AspNetCore.DataProtection;

        public class {{type}}
        {
            public void Handle(HttpContext c, string v, IDataProtector protector)
            {
                {{body}}
            }
        }
        """;
}
