using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Tests.Fixes.VariableWithoutSecure,
    SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecureFix>;

namespace SessionAnalyzers.Tests.Fixes;

public sealed class SetBeforeTests
{
    public static TheoryData<string, string> Calls => new()
    {
        {
            """
            var x = 1;

            // remember
            c.[|Append|]("session", v, o);
            """,
            """
            var x = 1;

            o.Secure = true;
            // remember
            c.Append("session", v, o);
            """
        },
        {
            """
            if (v.Length > 1)
                // remember
                c.[|Append|]("session", v, o); // it
            """,
            """
            if (v.Length > 1)
            {
                o.Secure = true;
                // remember
                c.Append("session", v, o); // it
            }
            """
        },
        {
            """
            if (v.Length > 1) c.[|Append|]("session", v, o);
            """,
            """
            if (v.Length > 1) { o.Secure = true; c.Append("session", v, o); }
            """
        },
        {
            """
            switch (v.Length)
            {
                case 1:
                    c.[|Append|]("auth", v, o);
                    break;
            }
            """,
            """
            switch (v.Length)
            {
                case 1:
                    o.Secure = true;
                    c.Append("auth", v, o);
                    break;
            }
            """
        },
        {
            """
            {
                #region cookies
                c.[|Append|]("auth", v, o);
                #endregion
            }
            """,
            """
            {
                #region cookies
                o.Secure = true;
                c.Append("auth", v, o);
                #endregion
            }
            """
        },
        {
            """
            var x = 1; c.[|Append|]("session", v, o);
            """,
            """
            var x = 1; o.Secure = true; c.Append("session", v, o);
            """
        },
        {
            """
            o.Secure = false;
            c.[|Append|]("session", v, o);
            """,
            """
            o.Secure = true;
            c.Append("session", v, o);
            """
        },
        {
            """
            System.Action append = () => c.[|Append|]("session", v, o);
            """,
            """
            System.Action append = () =>
            {
                o.Secure = true;
                c.Append("session", v, o);
            };
            """
        },
    };

    public static TheoryData<string> Unclear =>
    [
        """c.[|Append|]("session", v, Make());""",
        """c.[|Append|]("session", v, maybe);""",
        """c.[|Append|]("session", v, v == "" ? o : new());""",
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Variable_IsSet(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Theory]
    [MemberData(nameof(Unclear))]
    public Task Unclear_HasNoFix(string code) => Verify.VerifyCodeFixAsync(InMethod(code), InMethod(code));

    [Fact]
    public Task ExpressionBody_BecomesABlock() => Verify.VerifyCodeFixAsync(
        """
        class C
        {
            void M(IResponseCookies c, string v, CookieOptions o) => c.[|Append|]("session", v, o); // it
        }
        """,
        """
        class C
        {
            void M(IResponseCookies c, string v, CookieOptions o)
            {
                o.Secure = true;
                c.Append("session", v, o);
            } // it
        }
        """);

    [Fact]
    public Task Variable_IsHardened() => new Verify.Test
    {
        TestCode = InMethod("""
            o.HttpOnly = false;
            c.[|Append|]("session", v, o);
            """),
        FixedCode = InMethod("""
            o.HttpOnly = true;
            o.Secure = true;
            o.SameSite = SameSiteMode.Lax;
            c.Append("session", v, o);
            """),
        CodeActionEquivalenceKey = "SESS1001.Harden",
    }.RunAsync();

    private static string InMethod(string code) => $$"""
        #nullable enable
        class C
        {
            static CookieOptions Make() => new();

            void M(IResponseCookies c, string v, CookieOptions o, CookieOptions? maybe)
            {
                {{code.ReplaceLineEndings("\n        ")}}
            }
        }
        """.Replace("\n        \n", "\n\n");
}
