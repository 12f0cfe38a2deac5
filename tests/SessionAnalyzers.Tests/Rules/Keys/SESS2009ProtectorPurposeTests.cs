using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2009ProtectorPurpose>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2009ProtectorPurposeTests
{
    [Theory]
    [InlineData("provider.[|CreateProtector|](context.Request.Query[\"purpose\"].ToString());")]
    [InlineData("provider.[|CreateProtector|](context.Request.Query[\"purpose\"]!);")]
    [InlineData("provider.[|CreateProtector|](context.Request.Headers[\"X-Purpose\"].ToString());")]
    [InlineData("provider.[|CreateProtector|](context.Request.Cookies[\"purpose\"] ?? \"shop\");")]
    [InlineData("provider.[|CreateProtector|](context.Request.Form[\"purpose\"].ToString());")]
    [InlineData("provider.[|CreateProtector|](context.GetRouteValue(\"purpose\")!.ToString()!);")]
    [InlineData("provider.[|CreateProtector|](context.Request.Path.Value!);")]
    [InlineData("provider.[|CreateProtector|](\"Shop.\" + context.Request.Query[\"purpose\"]);")]
    [InlineData("provider.[|CreateProtector|]($\"Shop.{context.Request.Query[\"purpose\"]}\");")]
    [InlineData("var purpose = \"shop\"; if (flag) { purpose = context.Request.Query[\"purpose\"].ToString(); } provider.[|CreateProtector|](purpose);")]
    [InlineData("provider.[|CreateProtector|](new[] { context.Request.Query[\"purpose\"].ToString(), \"v1\" });")]
    [InlineData("IEnumerable<string> all = [context.Request.Query[\"purpose\"].ToString()]; provider.[|CreateProtector|](all);")]
    [InlineData("DataProtectionCommonExtensions.[|CreateProtector|](provider, context.Request.Query[\"purpose\"].ToString(), \"v1\");")]
    [InlineData("provider.[|CreateProtector|](Purpose(context));")]
    [InlineData("string? purpose = context.Request.Query[\"purpose\"]; if (purpose is null || purpose == null) { return; } provider.[|CreateProtector|](purpose);")]
    [InlineData("var purpose = context.Request.Query[\"purpose\"].ToString(); if (given == \"shop\") { provider.[|CreateProtector|](purpose); }")]
    [InlineData("provider.[|CreateProtector|](context.Request.Query[\"purpose\"].ToString(), \"v1\");")]
    public Task PurposeOfTheClient_IsReported(string code) => Verify.VerifyAnalyzerAsync(InMethod(code));

    [Theory]
    [InlineData("provider.[|CreateProtector|](\"Shop.Invitation\", context.Request.Query[\"id\"].ToString());")]
    [InlineData("provider.[|CreateProtector|](\"Shop.Invitation\", \"v1\", context.Request.Query[\"id\"].ToString());")]
    [InlineData("provider.[|CreateProtector|](new[] { \"Shop.Invitation\", context.Request.Query[\"id\"].ToString() });")]
    [InlineData("provider.CreateProtector(\"Shop.Invitation\").[|CreateProtector|](context.Request.Query[\"id\"].ToString());")]
    [InlineData("protector.[|CreateProtector|](context.Request.Query[\"id\"].ToString());")]
    public Task SubPurposeOfTheClient_IsReported(string code) => Verify.VerifyAnalyzerAsync(InMethod(code));

    [Theory]
    [InlineData("public IActionResult Open(string purpose) { provider.[|CreateProtector|](purpose); return Ok(); }")]
    [InlineData("public IActionResult Open([FromHeader] string purpose) { provider.[|CreateProtector|](purpose); return Ok(); }")]
    [InlineData("public IActionResult Open(Guid id) { provider.[|CreateProtector|](\"Shop.Invitation\", id.ToString()); return Ok(); }")]
    public Task ParameterThatTheFrameworkBinds_IsReported(string action) => Verify.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.Mvc;

        public class ShopController(IDataProtectionProvider provider) : ControllerBase
        {
            {{action}}
        }
        """);

    [Theory]
    [InlineData("provider.[|CreateProtector|](\"\");")]
    [InlineData("provider.[|CreateProtector|](\" \\t\");")]
    [InlineData("provider.[|CreateProtector|](string.Empty);")]
    [InlineData("provider.[|CreateProtector|](Nothing);")]
    [InlineData("provider.[|CreateProtector|](flag ? \"shop\" : \"\");")]
    [InlineData("provider.[|CreateProtector|](\"shop\", \"\");")]
    [InlineData("provider.[|CreateProtector|](\"shop\", given, \" \");")]
    [InlineData("var sub = \"\"; provider.[|CreateProtector|](\"shop\", sub);")]
    [InlineData("provider.[|CreateProtector|](new[] { \"\" });")]
    [InlineData("IEnumerable<string> all = [\"\", \"v1\"]; provider.[|CreateProtector|](all);")]
    [InlineData("provider.CreateProtector(\"shop\").[|CreateProtector|](\"\");")]
    [InlineData("provider?.[|CreateProtector|](\"\");")]
    [InlineData("new OwnProvider().[|CreateProtector|](\"\");")]
    public Task EmptyPurpose_IsReported(string code) => Verify.VerifyAnalyzerAsync(InMethod(code));

    [Theory]
    [InlineData("provider.CreateProtector(\"Shop.Session\"); provider.CreateProtector(\"Shop.Invitation\", \"v1\");")]
    [InlineData("provider.CreateProtector(typeof(Cart).FullName!);")]
    [InlineData("provider.CreateProtector(nameof(Cart));")]
    [InlineData("provider.CreateProtector(CookieAuthenticationDefaults.AuthenticationScheme);")]
    [InlineData("provider.CreateProtector(\"Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware\", CookieAuthenticationDefaults.AuthenticationScheme, \"v2\");")]
    [InlineData("provider.CreateProtector(given);")]
    [InlineData("provider.CreateProtector(configuration[\"Purpose\"]!);")]
    [InlineData("provider.CreateProtector(\"Shop.Session\", context.User.FindFirstValue(\"sub\")!);")]
    [InlineData("provider.CreateProtector(\"Shop.Session\", context.User.Identity!.Name!);")]
    [InlineData("provider.CreateProtector(\"Shop.Session\", store[given]);")]
    [InlineData("provider.CreateProtector(new[] { \"Shop.Session\", given });")]
    [InlineData("provider.CreateProtector(purposes);")]
    [InlineData("provider.CreateProtector(flag ? \"Shop.Session\" : \"Shop.Invitation\");")]
    [InlineData("provider.CreateProtector(context.Request.Query[\"kind\"].ToString() switch { \"session\" => \"Shop.Session\", _ => \"Shop.Other\" });")]
    [InlineData("var purpose = context.Request.Query[\"purpose\"].ToString(); if (!purposes.Contains(purpose)) { return; } provider.CreateProtector(purpose);")]
    [InlineData("var purpose = context.Request.Query[\"purpose\"].ToString(); if (store.TryGetValue(purpose, out var known)) { provider.CreateProtector(\"Shop.\" + purpose); }")]
    [InlineData("var purpose = context.Request.Query[\"purpose\"].ToString(); if (purpose is not (\"session\" or \"invitation\")) { return; } provider.CreateProtector(purpose);")]
    [InlineData("var purpose = context.Request.Query[\"purpose\"].ToString(); if (purpose == given) { provider.CreateProtector(purpose); }")]
    [InlineData("provider.CreateProtector(Again(given, 3)); provider.CreateProtector(There(given));")]
    [InlineData("if (environment.IsDevelopment()) { provider.CreateProtector(\"\"); provider.CreateProtector(context.Request.Query[\"purpose\"].ToString()); }")]
    [InlineData("#if DEBUG\nprovider.CreateProtector(\"\");\n#endif")]
    [InlineData("new Other().CreateProtector(\"\"); new Other().CreateProtector(context.Request.Query[\"purpose\"].ToString());")]
    public Task PurposeOfTheServer_IsSilent(string code) => Verify.VerifySilentAsync(InMethod(code));

    [Theory]
    [InlineData("var p = provider.[|CreateProtector|](\"Shop\"); p.Protect(JsonSerializer.Serialize(cart)); p.Protect(JsonSerializer.Serialize(session));")]
    [InlineData("var p = provider.[|CreateProtector|](\"Shop\"); p.Protect(JsonSerializer.SerializeToUtf8Bytes(cart)); p.Protect(JsonSerializer.SerializeToUtf8Bytes<Session>(session));")]
    [InlineData("provider.[|CreateProtector|](\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.[|CreateProtector|](\"Shop\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("provider.[|CreateProtector|](ShopPurpose).Protect(JsonSerializer.Serialize(cart)); provider.[|CreateProtector|](\"Shop\").Protect(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(session)));")]
    [InlineData("provider.CreateProtector(\"Shop\").[|CreateProtector|](\"v1\").Protect(JsonSerializer.Serialize(cart)); provider.[|CreateProtector|](\"Shop\", \"v1\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("provider.[|CreateProtector|](new[] { \"Shop\", \"v1\" }).Protect(JsonSerializer.Serialize(cart)); provider.[|CreateProtector|](\"Shop\", \"v1\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("var json = JsonSerializer.Serialize(cart); provider.[|CreateProtector|](\"Shop\").Protect(json); var bytes = JsonSerializer.SerializeToUtf8Bytes(session); provider.[|CreateProtector|](\"Shop\").Protect(bytes);")]
    [InlineData("provider.[|CreateProtector|](\"Shop\").ToTimeLimitedDataProtector().Protect(JsonSerializer.Serialize(cart), TimeSpan.FromHours(1)); provider.[|CreateProtector|](\"Shop\").ToTimeLimitedDataProtector().Protect(JsonSerializer.Serialize(session), TimeSpan.FromHours(1));")]
    [InlineData("new SecureDataFormat<Session>(serializer, provider.[|CreateProtector|](\"Shop\")); provider.[|CreateProtector|](\"Shop\").Protect(JsonSerializer.Serialize(cart));")]
    [InlineData("new TicketDataFormat(provider.[|CreateProtector|](\"Shop\")); new PropertiesDataFormat(provider.[|CreateProtector|](\"Shop\"));")]
    [InlineData("var p = provider.[|CreateProtector|](\"Shop\"); Seal(cart); Seal(session); string Seal<T>(T value) => p.Protect(JsonSerializer.Serialize(value));")]
    [InlineData("Shared().Protect(JsonSerializer.Serialize(cart)); Shared().Protect(JsonSerializer.Serialize(session)); IDataProtector Shared() => provider.[|CreateProtector|](\"Shop\");")]
    [InlineData("Make().Protect(JsonSerializer.Serialize(cart)); provider.[|CreateProtector|](\"Shop\").Protect(JsonSerializer.Serialize(session)); IDataProtector Make() { var root = provider.[|CreateProtector|](\"Shop\"); return root; }")]
    public Task PurposeOfTwoTypes_IsReported(string code) => Verify.VerifyAnalyzerAsync(InMethod(code));

    [Theory]
    [InlineData("private readonly IDataProtector _protector = provider.[|CreateProtector|](\"Shop\");", "_protector")]
    [InlineData("private IDataProtector Protector { get; } = provider.[|CreateProtector|](\"Shop\");", "Protector")]
    [InlineData("private IDataProtector Protector => provider.[|CreateProtector|](\"Shop\");", "Protector")]
    public async Task PurposeInTwoFiles_IsReported(string member, string name)
    {
        var test = new Verify.Test();
        foreach (var (type, payload) in new[] { ("CartCookie", "Cart"), ("SessionCookie", "Session") })
        {
            test.TestState.Sources.Add($$"""
                using Microsoft.AspNetCore.DataProtection;
                using System.Text.Json;

                class {{type}}(IDataProtectionProvider provider)
                {
                    {{member}}

                    public string Seal({{payload}} payload) => {{name}}.Protect(JsonSerializer.Serialize(payload));
                }

                record {{payload}}(string Id);
                """);
        }

        await test.RunAsync();
    }

    [Fact]
    public Task GenericWrapper_IsReported() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.DataProtection;
        using System.Text.Json;

        class Startup
        {
            void ConfigureServices(IServiceCollection services) => services.AddSingleton<Sealer<Cart>>().AddSingleton<Sealer<Session>>();
        }

        class Sealer<T>
        {
            private readonly IDataProtector _protector;

            public Sealer(IDataProtectionProvider provider) => _protector = provider.[|CreateProtector|]("Sealer");

            public string Seal(T payload) => _protector.Protect(JsonSerializer.Serialize(payload));
        }

        record Cart(string Id);

        record Session(string Id);
        """);

    [Theory]
    [InlineData("provider.CreateProtector(\"Cart\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Session\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("provider.CreateProtector(\"Shop\", \"Cart\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\", \"Session\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").CreateProtector(\"v1\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(new Cart(\"2\")));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").ToTimeLimitedDataProtector().Protect(JsonSerializer.Serialize(session), TimeSpan.FromHours(1));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(given);")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(anything));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(new { session.Id }));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(new BigCart(\"2\")));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize<IEnumerable<Session>>([session]));")]
    [InlineData("provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(new List<Cart> { cart }));")]
    [InlineData("provider.CreateProtector(given).Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(given).Protect(JsonSerializer.Serialize(session));")]
    [InlineData("protector.CreateProtector(\"v1\").Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"v1\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("provider.CreateProtector(nameof(Cart)).Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(nameof(Session)).Protect(JsonSerializer.Serialize(session));")]
    [InlineData("Seal(cart); Seal(session); string Seal<T>(T value) => provider.CreateProtector(typeof(T).FullName!).Protect(JsonSerializer.Serialize(value));")]
    [InlineData("var json = JsonSerializer.Serialize(cart); json = given; provider.CreateProtector(\"Shop\").Protect(json); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("var p = flag ? provider.CreateProtector(\"Shop\") : provider.CreateProtector(\"Other\"); p.Protect(JsonSerializer.Serialize(cart)); provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("if (environment.IsDevelopment()) { provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(cart)); } provider.CreateProtector(\"Shop\").Protect(JsonSerializer.Serialize(session));")]
    [InlineData("Make(\"Cart\").Protect(JsonSerializer.Serialize(cart)); Make(\"Session\").Protect(JsonSerializer.Serialize(session)); IDataProtector Make(string purpose) => provider.CreateProtector(purpose);")]
    [InlineData("Make(\"Cart\").Protect(JsonSerializer.Serialize(cart)); Make(\"Session\").Protect(JsonSerializer.Serialize(session)); IDataProtector Make(string purpose) => provider.CreateProtector(\"Shop\", purpose);")]
    public Task PurposesApartOrTypesUncertain_IsSilent(string code) => Verify.VerifySilentAsync(InMethod(code));

    [Fact]
    public Task ProtectorOfAFieldWithTwoWriters_IsSilent() => Verify.VerifySilentAsync("""
        using Microsoft.AspNetCore.DataProtection;
        using System.Text.Json;

        class Cookies(IDataProtectionProvider provider)
        {
            private IDataProtector _protector = provider.CreateProtector("Shop");

            public void Change() => _protector = provider.CreateProtector("Other");

            public string Seal(Cart cart) => _protector.Protect(JsonSerializer.Serialize(cart));

            public string Seal(Session session) => provider.CreateProtector("Shop").Protect(JsonSerializer.Serialize(session));
        }

        record Cart(string Id);

        record Session(string Id);
        """);

    [Fact]
    public Task Messages_SayWhatIsWrong() => new Verify.Test
    {
        TestCode = InMethod("""
            provider.{|#0:CreateProtector|}("");
            provider.{|#1:CreateProtector|}(context.Request.Query["purpose"].ToString());
            provider.{|#2:CreateProtector|}("Shop", context.Request.Query["purpose"].ToString());
            var p = provider.{|#3:CreateProtector|}("Shop", "v1");
            p.Protect(JsonSerializer.Serialize(session));
            p.Protect(JsonSerializer.Serialize(cart));
            """),
        TestState =
        {
            ExpectedDiagnostics =
            {
                Verify.Diagnostic("SESS2009").WithLocation(0).WithArguments("is empty"),
                Verify.Diagnostic("SESS2009").WithLocation(1).WithArguments("is chosen by the client"),
                new DiagnosticResult(new SessionAnalyzers.Rules.Keys.SESS2009ProtectorPurpose().Definition.Info!.Descriptor).WithLocation(2).WithArguments("is in part chosen by the client"),
                Verify.Diagnostic("SESS2009").WithLocation(3).WithArguments("'Shop/v1' is shared by Cart and Session"),
            },
        },
    }.RunAsync();

    private static string InMethod(string code) => $$"""
        using System.Security.Claims;
        using System.Text;
        using System.Text.Json;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.DataProtection;

        class Shop
        {
            const string Nothing = "";
            static readonly string ShopPurpose = "Shop";

            void Run(
                IDataProtectionProvider provider, IDataProtector protector, HttpContext context, IConfiguration configuration, IHostEnvironment environment,
                IDataSerializer<Session> serializer, Cart cart, Session session, object anything, string given, bool flag, string[] purposes, Dictionary<string, string> store)
            {
        {{code}}
            }

            static string Purpose(HttpContext context) => context.Request.Query["purpose"].ToString();

            static string Again(string text, int times) => times == 0 ? text : string.Concat(Again(text, times - 1), Again(text, times - 2));

            static string There(string text) => string.Concat(text, Back(text));

            static string Back(string text) => string.Concat(There(text), text);
        }

        record Cart(string Id);

        record BigCart(string Id) : Cart(Id);

        record Session(string Id);

        sealed class OwnProvider : IDataProtectionProvider
        {
            public IDataProtector CreateProtector(string purpose) => throw new NotSupportedException(purpose);
        }

        sealed class Other
        {
            public void CreateProtector(string purpose) { }
        }
        """;
}
