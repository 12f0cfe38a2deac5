using SessionAnalyzers.Rules.Keys;
using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2001HardCodedKey>;

namespace SessionAnalyzers.Tests.SettingFiles;

/// <summary>SESS2001 in configuration files.</summary>
public class KeySettingTests
{
    [Theory]
    [InlineData("""{ "SealedSessions": { "Keys": [ { "Key": "[|xGkv0S3hXhC9y3v6E2rJ5m8o1q4t7w0zBdFgHjKlMnQ=|]", "State": "Active" } ] } }""")]
    [InlineData("""{ "SealedSessions": { "Keys": { "next": { "Key": "[|xGkv0S3hXhC9y3v6E2rJ5m8o1q4t7w0zBdFgHjKlMnQ=|]" } } } }""")]
    [InlineData("""{ "SealedSessions:Keys:0:Key": "[|xGkv0S3hXhC9y3v6E2rJ5m8o1q4t7w0zBdFgHjKlMnQ=|]" }""")]
    [InlineData("""{ "sealedsessions": { "KEYS": [ { "key": "[|xGkv0S3hXhC9y3v6E2rJ5m8o1q4t7w0zBdFgHjKlMnQ=|]" } ] } }""")]
    [InlineData("""{ "Authentication": { "Schemes": { "Bearer": { "SigningKeys": [ { "Issuer": "dotnet-user-jwts", "Value": "[|xGkv0S3hXhC9y3v6E2rJ5m8o=|]", "Length": 32 } ] } } } }""")]
    [InlineData("""{ "Jwt": { "Key": "[|change-me-please-123|]" } }""")]
    [InlineData("""{ "Jwt:Key": "[|change-me-please-123|]" }""")]
    [InlineData("""{ "Jwt": { "\u004bey": "[|change\u002dme|]" } }""")]
    [InlineData("""{ "Jwt": { "Key": 12345, "Secret": [|1234567890|] } }""")]
    [InlineData("""{ "Jwt": { "Key": "[|first-key|]", "Key": "[|second-key|]" } }""")]
    [InlineData("""{ "Jwt": { "Keys": [ "[|first-key|]", "${SECOND_KEY}", "[|third-key|]", ], }, }""")]
    [InlineData("{ /* \"Jwt\": */ \"Jwt\": { \"Key\" : // here\"\n \"[|change-me /* please */|]\" } }")]
    [InlineData("""{ "TokenKey": "[|super secret unguessable key|]" }""")]
    [InlineData("""{ "Auth": { "Key": "[|change-me-please-123|]", "Issuer": "https://shop.example" } }""")]
    [InlineData("""{ "Session": { "Secret": "[|change-me-please-123|]" } }""")]
    public Task KeyInJson_IsReported(string json) => new Verify.Test { TestCode = "class C;", AdditionalFile = ("appsettings.json", json) }.RunAsync();

    [Theory]
    [InlineData("""{ "Jwt": { "Issuer": "https://shop.example", "Audience": "change-me-please-123" } }""")]
    [InlineData("""{ "Jwt": { "Key": "" } }""")]
    [InlineData("""{ "Jwt": { "Key": null, "Secret": true, "SigningKey": {}, "EncryptionKey": [] } }""")]
    [InlineData("""{ "Jwt": { "Key": "short" } }""")]
    [InlineData("""{ "Jwt": { "Key": "#{JwtKey}#" } }""")]
    [InlineData("""{ "Jwt": { "Key": "https://shop.vault.azure.net/keys/jwt" } }""")]
    [InlineData("""{ /* "Jwt": { "Key": "change-me-please-123" } */ }""")]
    [InlineData("""{ "Text": "{ \"Jwt\": { \"Key\": \"change-me-please-123\" } }" }""")]
    [InlineData("""{ "SealedSessions": { "Keys": [ { "Key": "xGkv0S3hXhC9y3v6E2rJ5m8o1q4t7w0zBdFgHjKlMnQ=", "State": "Revoked" } ] } }""")]
    [InlineData("""{ "Authentication": { "Google": { "ClientId": "shop", "ClientSecret": "change-me-please-123" } } }""")]
    [InlineData("""{ "Auth": { "ClientId": "shop", "Secret": "change-me-please-123" } }""")]
    [InlineData("""{ "TokenKey": "access_token" }""")]
    [InlineData("""{ "ApiKey": "change-me-please-123", "ConnectionStrings": { "Shop": "Password=change-me-please-123" } }""")]
    [InlineData("""{ "Jwt": { "Key": "change-me-please-123" }""")]
    [InlineData("""{ "Jwt": { "Key": "change-me-please-123" } } }""")]
    [InlineData("""<configuration><appSettings><add key="JwtKey" value="change-me-please-123" /></appSettings></configuration>""")]
    public Task OtherJson_IsSilent(string json) => new Verify.Test { TestCode = "class C;", AdditionalFile = ("appsettings.json", json), IsSilent = true }.RunAsync();

    [Fact]
    public Task Message_NamesTheSettingAndItsFile() => new Verify.Test
    {
        TestCode = "class C;",
        AdditionalFile = ("appsettings.Production.json", "\uFEFF{\r\n  \"Jwt\": {\r\n    \"Keys\": [\r\n      \"{|#0:change-me-please-123|}\"\r\n    ]\r\n  }\r\n}\r\n"),
        TestState = { ExpectedDiagnostics = { new DiagnosticResult(new SESS2001HardCodedKey().Definition.OfSetting!.Descriptor).WithLocation(0).WithArguments("Jwt:Keys:0", "appsettings.Production.json") } },
    }.RunAsync();

    [Fact]
    public Task SeveralFiles_AreReadEachForItself() => new Verify.Test
    {
        TestCode = "class C;",
        TestState =
        {
            AdditionalFiles =
            {
                ("/0/appsettings.json", """{ "Jwt": { "Key": "[|change-me-please-123|]" } }"""),
                ("/0/appsettings.Staging.json", """{ "Jwt": { "Key": "[|change-me-please-456|]" } }"""),
                ("/0/appsettings.Development.json", """{ "Jwt": { "Key": "change-me-please-789" } }"""),
                ("/0/settings.json", """{ "Jwt": { "Key": "change-me-please-000" } }"""),
            },
        },
    }.RunAsync();

    [Theory]
    [InlineData("""<add key="JwtKey" value="[|change-me-please-123|]" />""")]
    [InlineData("""<add key="Jwt:Secret" value="[|change-me-please-123|]" />""")]
    [InlineData("""<add value='[|change-me&amp;"please"|]' key='jwt.secret' />""")]
    [InlineData("""<add key="TokenSigningKey" value="[|change-me-please-123|]" />""")]
    public Task KeyInAppSettings_IsReported(string entry) => Classic($"<configuration><appSettings>{entry}</appSettings></configuration>").RunAsync();

    [Theory]
    [InlineData("""<appSettings><add key="JwtIssuer" value="change-me-please-123" /></appSettings>""")]
    [InlineData("""<appSettings><add key="JwtKey" value="" /></appSettings>""")]
    [InlineData("""<appSettings><add key="JwtKey" value="__JwtKey__" /></appSettings>""")]
    [InlineData("""<appSettings><remove key="JwtKey" value="change-me-please-123" /></appSettings>""")]
    [InlineData("""<appSettings configBuilders="Secrets"><add key="JwtKey" value="change-me-please-123" /></appSettings>""")]
    [InlineData("""<other><add key="JwtKey" value="change-me-please-123" /></other>""")]
    [InlineData("""<!-- <appSettings><add key="JwtKey" value="change-me-please-123" /></appSettings> -->""")]
    [InlineData("""<appSettings><add key="JwtKey" value="change-me-please-123" />""")]
    [InlineData("""<system.web><machineKey validationKey="AutoGenerate,IsolateApps" decryptionKey="AutoGenerate" validation="HMACSHA256" /></system.web>""")]
    [InlineData("""<system.web><machineKey validationKey="#{ValidationKey}#" /></system.web>""")]
    [InlineData("""<system.web><machineKey validation="HMACSHA256" decryption="AES" /></system.web>""")]
    public Task OtherXml_IsSilent(string elements)
    {
        var test = Classic($"<configuration>{elements}</configuration>");
        test.IsSilent = true;
        return test.RunAsync();
    }

    [Fact]
    public Task MachineKey_IsReported() => Classic("""
        <configuration>
          <system.web>
            <machineKey validationKey="[|3F2504E04F8911D39A0C0305E82C3301|]"
                        decryptionKey='[|4F8911D39A0C0305E82C33013F2504E0|]' validation="HMACSHA256" />
          </system.web>
          <location path="admin">
            <system.web>
              <machineKey validationKey="[|0305E82C33013F2504E04F8911D39A0C|]" decryptionKey="AutoGenerate,IsolateApps" />
            </system.web>
          </location>
        </configuration>
        """).RunAsync();

    /// <summary>Keys of a site of ASP.NET Core are not in elements of System.Web.</summary>
    [Theory]
    [InlineData("web.config", """<configuration><system.web><machineKey validationKey="3F2504E04F8911D39A0C0305E82C3301" /></system.web></configuration>""")]
    [InlineData("appsettings.json", """<configuration />""")]
    public Task WebConfigOfAspNetCore_IsSilent(string path, string text) =>
        new Verify.Test { TestCode = "class C;", AdditionalFile = (path, text), IsSilent = true }.RunAsync();

    [Fact]
    public Task LibraryWithoutAspNetCore_IsSilent() => new Verify.Test
    {
        TestCode = "class C;",
        ReferenceAssemblies = ReferenceAssemblies.Net100,
        AdditionalFile = ("appsettings.json", """{ "Jwt": { "Key": "change-me-please-123" } }"""),
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task TestProject_IsSilent() => new Verify.Test
    {
        TestCode = "class C;",
        GlobalConfig = "build_property.IsTestProject = true",
        AdditionalFile = ("appsettings.json", """{ "Jwt": { "Key": "change-me-please-123" } }"""),
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task TestProjectThatIsIncluded_IsReported() => new Verify.Test
    {
        TestCode = "class C;",
        GlobalConfig = "build_property.IsTestProject = true",
        EditorConfig = "[*.cs]\nsession_analyzers.include_tests = true",
        AdditionalFile = ("appsettings.json", """{ "Jwt": { "Key": "[|change-me-please-123|]" } }"""),
    }.RunAsync();

    /// <summary>The compiler asks the sections of an .editorconfig about sources only.</summary>
    [Fact]
    public Task SectionForSources_DoesNotReachTheFile() => new Verify.Test
    {
        TestCode = "class C;",
        EditorConfig = "[*.{cs,json}]\ndotnet_diagnostic.SESS2001.severity = none",
        AdditionalFile = ("appsettings.json", """{ "Jwt": { "Key": "[|change-me-please-123|]" } }"""),
    }.RunAsync();

    [Fact]
    public Task SeverityOfAGlobalConfig_Silences() => new Verify.Test
    {
        TestCode = "class C;",
        GlobalConfig = "dotnet_diagnostic.SESS2001.severity = none",
        AdditionalFile = ("appsettings.json", """{ "Jwt": { "Key": "change-me-please-123" } }"""),
        IsSilent = true,
    }.RunAsync();

    private static Verify.Test Classic(string xml) => new()
    {
        TestCode = "class C { }",
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        ImplicitUsings = false,
        AdditionalFile = ("Web.config", xml),
    };
}
