using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Rules.Cookies;
using SessionAnalyzers.Rules.Lifetime;

namespace SessionAnalyzers.Tests.SettingFiles;

/// <summary>What the rules about cookies and lifetimes read in the web.config of an ASP.NET site.</summary>
public class WebConfigTests
{
    private const string Transform = "xmlns:xdt=\"http://schemas.microsoft.com/XML-Document-Transform\"";

    [Theory]
    [InlineData("""<httpCookies requireSSL="[|false|]" />""")]
    [InlineData("""<httpCookies httpOnlyCookies="true" requireSSL = '[| False |]'></httpCookies>""")]
    public Task CookiesWithoutSecure_IsReported(string element) => VerifyReportedAsync<SESS1001SensitiveCookieWithoutSecure>(element);

    [Theory]
    [InlineData("""<httpCookies requireSSL="true" />""")]
    [InlineData("""<httpCookies requireSSL="" />""")]
    [InlineData("""<httpCookies requireSSL="#{RequireSsl}#" />""")]
    [InlineData("""<httpCookies httpOnlyCookies="false" />""")]
    [InlineData("""<authentication mode="Forms"><forms requireSSL="false" /></authentication>""")]
    [InlineData("""<!-- <httpCookies requireSSL="false" /> -->""")]
    [InlineData("""<other><httpCookies requireSSL="false" /></other>""")]
    [InlineData("")]
    public Task CookiesWithSecureOrUnknown_IsSilent(string element) => VerifySilentAsync<SESS1001SensitiveCookieWithoutSecure>(element);

    [Theory]
    [InlineData("""<httpCookies httpOnlyCookies="[|false|]" />""")]
    [InlineData("""<httpCookies requireSSL="true" httpOnlyCookies="[|FALSE|]" />""")]
    public Task CookiesWithoutHttpOnly_IsReported(string element) => VerifyReportedAsync<SESS1002SensitiveCookieWithoutHttpOnly>(element);

    [Theory]
    [InlineData("""<httpCookies httpOnlyCookies="true" />""")]
    [InlineData("""<httpCookies requireSSL="false" />""")]
    [InlineData("""<httpCookies />""")]
    public Task CookiesWithHttpOnlyOrDefault_IsSilent(string element) => VerifySilentAsync<SESS1002SensitiveCookieWithoutHttpOnly>(element);

    [Theory]
    [InlineData("""<authentication mode="Forms"><forms loginUrl="/in" requireSSL="[|false|]" /></authentication>""")]
    [InlineData("""<authentication mode="Forms"><forms requireSSL="[|false|]"><credentials passwordFormat="Clear" /></forms></authentication>""")]
    public Task FormsCookieWithoutSecure_IsReported(string element) => VerifyReportedAsync<SESS1007AuthenticationCookieNotHttpsOnly>(element);

    [Theory]
    [InlineData("""<authentication mode="Forms"><forms requireSSL="true" /></authentication>""")]
    [InlineData("""<authentication mode="Forms"><forms /></authentication>""")]
    [InlineData("""<authentication mode="Windows"><forms requireSSL="false" /></authentication>""")]
    [InlineData("""<authentication><forms requireSSL="false" /></authentication>""")]
    [InlineData("""<authentication mode="#{Mode}#"><forms requireSSL="false" /></authentication>""")]
    [InlineData("""<forms requireSSL="false" />""")]
    [InlineData("""<roleManager cookieRequireSSL="false" />""")]
    public Task FormsCookieWithSecureOrUnused_IsSilent(string element) => VerifySilentAsync<SESS1007AuthenticationCookieNotHttpsOnly>(element);

    [Theory]
    [InlineData("""<sessionState timeout="[|1441|]" />""")]
    [InlineData("""<sessionState mode="SQLServer" timeout="[|525600|]" />""")]
    [InlineData("""<authentication mode="Forms"><forms timeout="[|2880|]" slidingExpiration="true" /></authentication>""")]
    public Task LongSession_IsReported(string element) => VerifyReportedAsync<SESS3003LifetimeExceedsPolicy>(element);

    [Theory]
    [InlineData("""<sessionState timeout="1440" />""")]
    [InlineData("""<sessionState />""")]
    [InlineData("""<sessionState mode="Off" timeout="2880" />""")]
    [InlineData("""<sessionState timeout="-2880" />""")]
    [InlineData("""<sessionState timeout="1.5e9" />""")]
    [InlineData("""<sessionState timeout="99999999999999999999" />""")]
    [InlineData("""<sessionState timeout="#{Timeout}#" />""")]
    [InlineData("""<authentication mode="Forms"><forms timeout="30" /></authentication>""")]
    [InlineData("""<authentication mode="Windows"><forms timeout="2880" /></authentication>""")]
    [InlineData("""<httpRuntime executionTimeout="2880" />""")]
    public Task ShortOrUnknownSession_IsSilent(string element) => VerifySilentAsync<SESS3003LifetimeExceedsPolicy>(element);

    [Fact]
    public Task Location_IsReported() => new Test<SESS1001SensitiveCookieWithoutSecure>("""
        <configuration xmlns="http://schemas.microsoft.com/.NetConfiguration/v2.0">
          <location path="." inheritInChildApplications="false">
            <system.web><httpCookies requireSSL="[|false|]" /></system.web>
          </location>
          <location path="admin"><system.web><httpCookies requireSSL="[|false|]" /></system.web></location>
        </configuration>
        """).RunAsync();

    [Theory]
    [InlineData("""<httpCookies requireSSL="[|false|]" xdt:Transform="SetAttributes" />""")]
    [InlineData("""<httpCookies requireSSL="[|false|]" xdt:Transform="SetAttributes(requireSSL)" />""")]
    [InlineData("""<httpCookies requireSSL="[|false|]" xdt:Transform="Replace" />""")]
    public Task TransformThatSets_IsReported(string element) =>
        new Test<SESS1001SensitiveCookieWithoutSecure>($"<configuration {Transform}><system.web>{element}</system.web></configuration>", "Web.Release.config").RunAsync();

    [Theory]
    [InlineData("""<httpCookies requireSSL="false" xdt:Transform="RemoveAttributes(requireSSL)" />""", "Web.Release.config")]
    [InlineData("""<httpCookies requireSSL="false" xdt:Transform="Remove" />""", "Web.Release.config")]
    [InlineData("""<httpCookies requireSSL="false" xdt:Locator="Match(requireSSL)" />""", "Web.Release.config")]
    [InlineData("""<httpCookies requireSSL="false" xdt:Transform="Replace" />""", "Web.Debug.config")]
    public Task TransformThatSetsNothing_IsSilent(string element, string path) =>
        new Test<SESS1001SensitiveCookieWithoutSecure>($"<configuration {Transform}><system.web>{element}</system.web></configuration>", path) { IsSilent = true }.RunAsync();

    [Fact]
    public Task SiteOfAspNetCore_IsSilent() => new Test<SESS1001SensitiveCookieWithoutSecure>(Site("""<httpCookies requireSSL="false" />"""))
    {
        ReferenceAssemblies = ReferenceAssemblies.AspNetCore100,
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task Message_IsThatOfTheSetting()
    {
        var test = new Test<SESS3003LifetimeExceedsPolicy>(Site("""<sessionState timeout="{|#0:20160|}" />"""));
        test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult(new SESS3003LifetimeExceedsPolicy().Definition.OfSetting!.Descriptor)
            .WithLocation(0).WithArguments("system.web:sessionState:timeout", 20160, 1440));
        return test.RunAsync();
    }

    [Fact]
    public Task MessageOfARuleAboutCode_IsThatOfTheSetting()
    {
        var test = new Test<SESS1007AuthenticationCookieNotHttpsOnly>(Site("""<authentication mode="Forms"><forms requireSSL="{|#0:false|}" /></authentication>"""));
        test.TestState.ExpectedDiagnostics.Add(CSharpAnalyzerVerifier<SESS1007AuthenticationCookieNotHttpsOnly>.Diagnostic("SESS1007")
            .WithLocation(0).WithMessage("requireSSL of forms is false: the browser also sends the authentication cookie over plain HTTP; set it to true"));
        return test.RunAsync();
    }

    private static Task VerifyReportedAsync<TRule>(string element)
        where TRule : DiagnosticAnalyzer, new() => new Test<TRule>(Site(element)).RunAsync();

    private static Task VerifySilentAsync<TRule>(string element)
        where TRule : DiagnosticAnalyzer, new() => new Test<TRule>(Site(element)) { IsSilent = true }.RunAsync();

    private static string Site(string element) => $"<configuration>\n  <system.web>\n    {element}\n  </system.web>\n</configuration>";

    private sealed class Test<TRule> : CSharpAnalyzerTest<TRule>
        where TRule : DiagnosticAnalyzer, new()
    {
        public Test(string xml, string path = "Web.config")
        {
            TestCode = "class C { }";
            ReferenceAssemblies = ReferenceAssemblies.NetFramework472;
            ImplicitUsings = false;
            AdditionalFile = (path, xml);
        }
    }
}
