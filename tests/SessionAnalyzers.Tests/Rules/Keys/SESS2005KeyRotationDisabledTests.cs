using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Keys.SESS2005KeyRotationDisabled,
    SessionAnalyzers.Rules.Keys.SESS2005KeyRotationDisabledFix>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2005KeyRotationDisabledTests
{
    [Theory]
    [InlineData("services.AddDataProtection().[|SetDefaultKeyLifetime|](TimeSpan.FromDays(3650));", "services.AddDataProtection();")]
    [InlineData("services.AddDataProtection().[|SetDefaultKeyLifetime|](TimeSpan.FromDays(366)).SetApplicationName(\"shop\");", "services.AddDataProtection().SetApplicationName(\"shop\");")]
    [InlineData("services.AddDataProtection().[|SetDefaultKeyLifetime|](TimeSpan.MaxValue);", "services.AddDataProtection();")]
    [InlineData("services.AddDataProtection().[|SetDefaultKeyLifetime|](Forever);", "services.AddDataProtection();")]
    [InlineData("var days = 3650; services.AddDataProtection().[|SetDefaultKeyLifetime|](TimeSpan.FromDays(days));", "var days = 3650; services.AddDataProtection();")]
    [InlineData("services.AddDataProtection().[|DisableAutomaticKeyGeneration|]();", "services.AddDataProtection();")]
    [InlineData("var b = services.AddDataProtection().[|DisableAutomaticKeyGeneration|]();", "var b = services.AddDataProtection();")]
    [InlineData("var b = services.AddDataProtection();\n        b.[|DisableAutomaticKeyGeneration|]();\n        b.SetApplicationName(\"shop\");", "var b = services.AddDataProtection();\n        b.SetApplicationName(\"shop\");")]
    [InlineData("var b = services.AddDataProtection(); var c = b.[|DisableAutomaticKeyGeneration|]();", "var b = services.AddDataProtection(); var c = b;")]
    [InlineData("services.AddDataProtection().[|DisableAutomaticKeyGeneration|]().[|SetDefaultKeyLifetime|](TimeSpan.FromDays(1000)).SetApplicationName(\"shop\");", "services.AddDataProtection().SetApplicationName(\"shop\");")]
    [InlineData("services.AddDataProtection()\n            .[|DisableAutomaticKeyGeneration|]()\n            .SetApplicationName(\"shop\");", "services.AddDataProtection()\n            .SetApplicationName(\"shop\");")]
    [InlineData("services.AddDataProtection()\n            .SetApplicationName(\"shop\")\n            .[|DisableAutomaticKeyGeneration|]();", "services.AddDataProtection()\n            .SetApplicationName(\"shop\");")]
    [InlineData("Build(b => b.[|DisableAutomaticKeyGeneration|]());", "Build(b => { });")]
    [InlineData("Make(b => b.[|DisableAutomaticKeyGeneration|]());", "Make(b => b);")]
    [InlineData("services.Configure<KeyManagementOptions>(o => o.[|AutoGenerateKeys|] = false);", "services.Configure<KeyManagementOptions>(o => { });")]
    [InlineData("services.Configure<KeyManagementOptions>(o =>\n        {\n            o.[|AutoGenerateKeys|] = false;\n            o.NewKeyLifetime = TimeSpan.FromDays(30);\n        });", "services.Configure<KeyManagementOptions>(o =>\n        {\n            o.NewKeyLifetime = TimeSpan.FromDays(30);\n        });")]
    [InlineData("services.AddDataProtection().AddKeyManagementOptions(o => { o.[|NewKeyLifetime|] = TimeSpan.FromDays(10000); });", "services.AddDataProtection().AddKeyManagementOptions(o => { });")]
    [InlineData("var o = new KeyManagementOptions { [|NewKeyLifetime|] = TimeSpan.FromDays(400), [|AutoGenerateKeys|] = false };", "var o = new KeyManagementOptions();")]
    public Task RotationDisabled_IsReportedAndMended(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Theory]
    [InlineData("var b = services.AddDataProtection(); b?.[|DisableAutomaticKeyGeneration|]();")]
    [InlineData("DataProtectionBuilderExtensions.[|DisableAutomaticKeyGeneration|](services.AddDataProtection());")]
    [InlineData("services.AddDataProtection()\n            // The primary makes them.\n            .[|DisableAutomaticKeyGeneration|]()\n            .SetApplicationName(\"shop\");")]
    public Task CallThatCannotGoWithoutATrace_IsReportedWithoutAFix(string code) => Verify.VerifyCodeFixAsync(InMethod(code), InMethod(code));

    [Fact]
    public Task Messages_NameTheMember() => new Verify.Test
    {
        TestCode = InMethod("services.AddDataProtection().{|#0:DisableAutomaticKeyGeneration|}(); services.Configure<KeyManagementOptions>(o => o.{|#1:NewKeyLifetime|} = TimeSpan.MaxValue);"),
        FixedCode = InMethod("services.AddDataProtection(); services.Configure<KeyManagementOptions>(o => { });"),
        TestState =
        {
            ExpectedDiagnostics =
            {
                Verify.Diagnostic("SESS2005").WithLocation(0).WithArguments("DisableAutomaticKeyGeneration", "ends the making of new keys"),
                Verify.Diagnostic("SESS2005").WithLocation(1).WithArguments("NewKeyLifetime", "keeps each key for more than a year"),
            },
        },
    }.RunAsync();

    [Theory]
    [InlineData("services.AddDataProtection().SetDefaultKeyLifetime(TimeSpan.FromDays(365));")]
    [InlineData("services.AddDataProtection().SetDefaultKeyLifetime(TimeSpan.FromDays(14));")]
    [InlineData("services.AddDataProtection().SetDefaultKeyLifetime(given);")]
    [InlineData("services.AddDataProtection().SetDefaultKeyLifetime(given > TimeSpan.Zero ? TimeSpan.FromDays(3650) : given);")]
    [InlineData("services.AddDataProtection().SetDefaultKeyLifetime(given > TimeSpan.Zero ? TimeSpan.FromDays(3650) : TimeSpan.FromDays(30));")]
    [InlineData("services.Configure<KeyManagementOptions>(o => o.AutoGenerateKeys = true);")]
    [InlineData("services.Configure<KeyManagementOptions>(o => o.AutoGenerateKeys = isPrimary);")]
    [InlineData("services.Configure<KeyManagementOptions>(o => o.NewKeyLifetime = TimeSpan.FromDays(90));")]
    [InlineData("services.Configure<KeyManagementOptions>(o => o.NewKeyLifetime = given);")]
    [InlineData("if (environment.IsDevelopment()) { services.AddDataProtection().DisableAutomaticKeyGeneration().SetDefaultKeyLifetime(TimeSpan.MaxValue); }")]
    [InlineData("#if DEBUG\nservices.AddDataProtection().DisableAutomaticKeyGeneration();\n#endif")]
    [InlineData("new Own().DisableAutomaticKeyGeneration(); new Own().SetDefaultKeyLifetime(TimeSpan.MaxValue); new Own { AutoGenerateKeys = false };")]
    public Task RotationKeptOrUnknown_IsSilent(string code) => Verify.VerifySilentAsync(InMethod(code));

    [Fact]
    public async Task KeysMadeByHand_IsSilent()
    {
        const string Owner = "class Rotation { void Rotate(IKeyManager keys, DateTimeOffset now) => keys.CreateNewKey(now, now.AddDays(30)); }";
        await Verify.VerifySilentAsync(InMethod("services.AddDataProtection().DisableAutomaticKeyGeneration(); services.Configure<KeyManagementOptions>(o => o.AutoGenerateKeys = false);") + Owner);
        const string Stranger = "class Rotation { void CreateNewKey() { } void Rotate() => CreateNewKey(); }";
        await Verify.VerifyAnalyzerAsync(InMethod("services.AddDataProtection().[|DisableAutomaticKeyGeneration|]();") + Stranger);
        await Verify.VerifyAnalyzerAsync(InMethod("services.AddDataProtection().[|SetDefaultKeyLifetime|](TimeSpan.MaxValue);") + Owner);
    }

    private static string InMethod(string code) => $$"""
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.DataProtection.KeyManagement;

        class Startup
        {
            static readonly TimeSpan Forever = TimeSpan.FromDays(36500);

            void ConfigureServices(IServiceCollection services, IHostEnvironment environment, TimeSpan given, bool isPrimary)
            {
                {{code}}
            }

            static void Build(Action<IDataProtectionBuilder> build) { }

            static void Make(Func<IDataProtectionBuilder, IDataProtectionBuilder> make) { }
        }

        class Own
        {
            public bool AutoGenerateKeys { get; set; }

            public void DisableAutomaticKeyGeneration() { }

            public void SetDefaultKeyLifetime(TimeSpan lifetime) { }
        }

        """;
}
