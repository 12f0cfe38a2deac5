using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Annotations;

public sealed class SessionCookieAnnotationTests
{
    [Theory]
    [InlineData("""cookies.[|Append|](Names.Marked, v);""")]
    [InlineData("""cookies.[|Append|](Names.MarkedProperty, v);""")]
    [InlineData("""cookies.[|Append|](marked, v);""")]
    [InlineData("""cookies.[|Append|](key: Names.Marked, value: v);""")]
    public Task MarkedName_IsReportedWhateverItSays(string call) => Verify.VerifyAnalyzerAsync(Program(call, "SealedSessions.Annotations"));

    [Theory]
    [InlineData("""cookies.Append(Names.Unmarked, v);""")]
    [InlineData("""cookies.Append(Names.Marked, v, new CookieOptions { Secure = true });""")]
    [InlineData("""cookies.Append(Names.Marked + "x", v);""")]
    public Task UnmarkedNameOrSecure_IsSilent(string call) => Verify.VerifySilentAsync(Program(call, "SealedSessions.Annotations"));

    [Fact]
    public Task AttributeOfAnotherNamespace_IsSilent() => Verify.VerifySilentAsync(Program("""cookies.Append(Names.Marked, v);""", "Elsewhere"));

    private static string Program(string call, string annotations) => $$"""
        using System;
        using Microsoft.AspNetCore.Http;
        using {{annotations}};

        static class Shop
        {
            public static void Write(IResponseCookies cookies, string v, [SessionCookie] string marked)
            {
                {{call}}
            }
        }

        static class Names
        {
            [SessionCookie] public const string Marked = "basket";
            [SessionCookie] public static string MarkedProperty => "basket";
            public const string Unmarked = "basket";
        }

        namespace {{annotations}}
        {
            [System.Diagnostics.Conditional("NEVER")]
            sealed class SessionCookieAttribute : Attribute { }
        }
        """;
}
