using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure,
    SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecureFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1001SensitiveCookieWithoutSecureFixTests
{
    public static TheoryData<string, string> Calls => new()
    {
        { """c.[|Append|]("session", v);""", """c.Append("session", v, new CookieOptions { Secure = true });""" },
        { """c.[|Append|](value: v, key: "session");""", """c.Append(value: v, key: "session", options: new CookieOptions { Secure = true });""" },
        { """c.[|Append|]("session", v, new CookieOptions());""", """c.Append("session", v, new CookieOptions { Secure = true });""" },
        { """c.[|Append|]("session", v, new CookieOptions(/* none */));""", """c.Append("session", v, new CookieOptions(/* none */) { Secure = true });""" },
        { """c.[|Append|]("session", v, new());""", """c.Append("session", v, new() { Secure = true });""" },
        { """c.[|Append|]("session", v, new() { });""", """c.Append("session", v, new() { Secure = true });""" },
        { """c.[|Append|]("session", v, new() { HttpOnly = true });""", """c.Append("session", v, new() { HttpOnly = true, Secure = true });""" },
        { """c.[|Append|]("session", v, new() { HttpOnly = true, });""", """c.Append("session", v, new() { HttpOnly = true, Secure = true, });""" },
        { """c.[|Append|]("session", v, new() { Secure = false, HttpOnly = true });""", """c.Append("session", v, new() { Secure = true, HttpOnly = true });""" },
        { """c.[|Append|]("session", v, new() { Secure = default });""", """c.Append("session", v, new() { Secure = true });""" },
        { """c.[|Append|]("session", v, new() { Secure = (v.Length > 1 ? true : false) });""", """c.Append("session", v, new() { Secure = true });""" },
        { """c.[|Append|]("session", v, new() { Secure = !true });""", """c.Append("session", v, new() { Secure = true });""" },
        { """var secure = false; c.[|Append|]("session", v, new() { Secure = secure });""", """var secure = false; c.Append("session", v, new() { Secure = true });""" },
        { """c.[|Append|]("session", v, new(new CookieOptions { HttpOnly = true }));""", """c.Append("session", v, new(new CookieOptions { HttpOnly = true }) { Secure = true });""" },
        { """if (v.Length > 1) c.[|Append|]("session", v);""", """if (v.Length > 1) c.Append("session", v, new CookieOptions { Secure = true });""" },
        { """System.Action append = () => c.[|Append|]("session", v);""", """System.Action append = () => c.Append("session", v, new CookieOptions { Secure = true });""" },
    };

    public static TheoryData<string, string> Blocks => new()
    {
        {
            """
            c.[|Append|](
                "session", // the name
                v); // the value
            """,
            """
            c.Append(
                "session", // the name
                v,
                new CookieOptions { Secure = true }); // the value
            """
        },
        {
            """
            c.[|Append|]("session", v, new CookieOptions
            {
            });
            """,
            """
            c.Append("session", v, new CookieOptions
            {
                Secure = true
            });
            """
        },
        {
            """
            c.[|Append|]("session", v, new CookieOptions
            {
                // nothing yet
            });
            """,
            """
            c.Append("session", v, new CookieOptions
            {
                // nothing yet
                Secure = true
            });
            """
        },
        {
            """
            // before
            c.[|Append|]("session", v, new CookieOptions
            {
                // for scripts
                HttpOnly = true, // hidden
                Path = "/" // everywhere
                // end
            });
            """,
            """
            // before
            c.Append("session", v, new CookieOptions
            {
                // for scripts
                HttpOnly = true, // hidden
                Path = "/", // everywhere
                Secure = true
                // end
            });
            """
        },
        {
            """
            c.[|Append|]("session", v, new CookieOptions
            {
                HttpOnly = true,
                Path = "/", // everywhere
            });
            """,
            """
            c.Append("session", v, new CookieOptions
            {
                HttpOnly = true,
                Path = "/", // everywhere
                Secure = true,
            });
            """
        },
        {
            """
            c.[|Append|]("session", v, new CookieOptions
            {
                HttpOnly = true, Path = "/"
            });
            """,
            """
            c.Append("session", v, new CookieOptions
            {
                HttpOnly = true, Path = "/", Secure = true
            });
            """
        },
        {
            """
            var options = new CookieOptions();
            options.HttpOnly = true;
            c.[|Append|]("session", v, options);
            """,
            """
            var options = new CookieOptions { Secure = true };
            options.HttpOnly = true;
            c.Append("session", v, options);
            """
        },
        {
            """
            var options = new CookieOptions { Secure = true };
            options.Secure = false; // for now
            c.[|Append|]("session", v, options);
            """,
            """
            var options = new CookieOptions { Secure = true };
            options.Secure = true; // for now
            c.Append("session", v, options);
            """
        },
        {
            """
            var options = new CookieOptions();
            if (v.Length > 1)
            {
                options.Secure = true;
            }

            c.[|Append|]("session", v, options);
            """,
            """
            var options = new CookieOptions { Secure = true };
            if (v.Length > 1)
            {
                options.Secure = true;
            }

            c.Append("session", v, options);
            """
        },
        {
            """
            var options = new CookieOptions();
            if (v.Length > 1)
            {
                options.Secure = false;
            }

            c.[|Append|]("session", v, options);
            """,
            """
            var options = new CookieOptions { Secure = true };
            if (v.Length > 1)
            {
                options.Secure = true;
            }

            c.Append("session", v, options);
            """
        },
        {
            """
            var options = v == "" ? new CookieOptions() : new CookieOptions { HttpOnly = true };

            // remember
            c.[|Append|]("session", v, options);
            """,
            """
            var options = v == "" ? new CookieOptions() : new CookieOptions { HttpOnly = true };

            options.Secure = true;
            // remember
            c.Append("session", v, options);
            """
        },
        {
            """
            c.[|Append|]("session", v, Make());
            static CookieOptions Make() => new() { HttpOnly = true };
            """,
            """
            c.Append("session", v, Make());
            static CookieOptions Make() => new() { HttpOnly = true, Secure = true };
            """
        },
        {
            """
            var options = new CookieOptions();
            c.[|Append|]("session", v, options);
            c.[|Append|]("auth", v, options);
            """,
            """
            var options = new CookieOptions { Secure = true };
            c.Append("session", v, options);
            c.Append("auth", v, options);
            """
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    [MemberData(nameof(Blocks))]
    public Task Call_IsFixed(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Theory]
    [InlineData("""c.[|Append|]("session", v);""", """c.Append("session", v, new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new());""", """c.Append("session", v, new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });""", """c.[|Append|]("session", v, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });""")]
    [InlineData("""c.[|Append|]("session", v, new() { HttpOnly = false, SameSite = SameSiteMode.Strict });""", """c.Append("session", v, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = true });""")]
    [InlineData("""c.[|Append|]("session", v, new() { SameSite = v == "" ? SameSiteMode.None : SameSiteMode.Strict });""", """c.Append("session", v, new() { SameSite = v == "" ? SameSiteMode.Lax : SameSiteMode.Strict, Secure = true, HttpOnly = true });""")]
    [InlineData("""var o = new CookieOptions(); o.HttpOnly = v == ""; o.SameSite = SameSiteMode.None; c.[|Append|]("session", v, o);""", """var o = new CookieOptions { Secure = true }; o.HttpOnly = v == ""; o.SameSite = SameSiteMode.Lax; c.Append("session", v, o);""")]
    public Task Call_IsHardened(string before, string after)
    {
        var test = new Verify.Test { TestCode = InMethod(before), CodeActionEquivalenceKey = "SESS1001.Harden" };
        if (before != after)
        {
            test.FixedCode = InMethod(after);
        }

        return test.RunAsync();
    }

    [Fact]
    public Task OptionsOfAnotherDocument_AreFixedOnce()
    {
        var test = new Verify.Test();
        test.TestState.Sources.Add("""
            class C
            {
                void M(IResponseCookies c, string v)
                {
                    c.[|Append|]("session", v, Cookies.Session);
                    c.[|Append|]("auth", v, Cookies.Session);
                }
            }
            """);
        test.TestState.Sources.Add("""
            static class Cookies
            {
                public static readonly CookieOptions Session = new()
                {
                    HttpOnly = true
                };
            }
            """);
        test.FixedState.Sources.Add("""
            class C
            {
                void M(IResponseCookies c, string v)
                {
                    c.Append("session", v, Cookies.Session);
                    c.Append("auth", v, Cookies.Session);
                }
            }
            """);
        test.FixedState.Sources.Add("""
            static class Cookies
            {
                public static readonly CookieOptions Session = new()
                {
                    HttpOnly = true,
                    Secure = true
                };
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task Solution_IsFixed()
    {
        const string source = """
            class C
            {
                void M(IResponseCookies c, string v)
                {
                    c.[|Append|]("session", v);
                    c.[|Append|]("auth", v);
                }
            }
            """;
        var test = new Verify.Test { TestCode = source, FixedCode = Fixed(source) };
        test.TestState.Sources.Add(source.Replace("class C", "class D"));
        test.FixedState.Sources.Add(Fixed(source).Replace("class C", "class D"));
        test.TestState.AdditionalProjects["Other"].Sources.Add("using Microsoft.AspNetCore.Http;\n\n" + source);
        test.FixedState.AdditionalProjects["Other"].Sources.Add("using Microsoft.AspNetCore.Http;\n\n" + Fixed(source));
        return test.RunAsync();

        static string Fixed(string source) => source.Replace("[|Append|]", "Append").Replace("v)", "v, new CookieOptions { Secure = true })").Replace("string v, new CookieOptions { Secure = true })", "string v)");
    }

    [Theory]
    [InlineData(
        """
        using Microsoft.Extensions.Primitives;
        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.[|Append|]("session", v); }
        """,
        """
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Primitives;
        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.Append("session", v, new CookieOptions { Secure = true }); }
        """)]
    [InlineData(
        """
        // The header.

        namespace N
        {
            using System;

            class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.[|Append|]("session", v); }
        }
        """,
        """
        // The header.

        namespace N
        {
            using System;
            using Microsoft.AspNetCore.Http;

            class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.Append("session", v, new CookieOptions { Secure = true }); }
        }
        """)]
    [InlineData(
        """
        // The header.
        namespace N;

        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.[|Append|]("session", v); }
        """,
        """
        // The header.
        using Microsoft.AspNetCore.Http;

        namespace N;

        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.Append("session", v, new CookieOptions { Secure = true }); }
        """)]
    [InlineData(
        """
        /// <summary>The class.</summary>
        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.[|Append|]("session", v); }
        """,
        """
        using Microsoft.AspNetCore.Http;

        /// <summary>The class.</summary>
        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.Append("session", v, new CookieOptions { Secure = true }); }
        """)]
    [InlineData(
        """
        #nullable enable

        // About the class.
        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.[|Append|]("session", v); }
        """,
        """
        #nullable enable

        using Microsoft.AspNetCore.Http;

        // About the class.
        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.Append("session", v, new CookieOptions { Secure = true }); }
        """)]
    [InlineData(
        """
        using System;
        using static System.Math;
        using Text = System.String;

        class CookieOptions { void M(Microsoft.AspNetCore.Http.HttpContext x, Text v) => x.Response.Cookies.[|Append|]("session", v); }
        """,
        """
        using System;
        using static System.Math;
        using Text = System.String;

        class CookieOptions { void M(Microsoft.AspNetCore.Http.HttpContext x, Text v) => x.Response.Cookies.Append("session", v, new Microsoft.AspNetCore.Http.CookieOptions { Secure = true }); }
        """)]
    [InlineData(
        """
        using System;
        using static System.Math;
        using Text = System.String;

        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, Text v) => x.Response.Cookies.[|Append|]("session", v); }
        """,
        """
        using System;
        using Microsoft.AspNetCore.Http;
        using static System.Math;
        using Text = System.String;

        class C { void M(Microsoft.AspNetCore.Http.HttpContext x, Text v) => x.Response.Cookies.Append("session", v, new CookieOptions { Secure = true }); }
        """)]
    [InlineData(
        """
        using Microsoft.Net.Http.Headers;

        class C { SameSiteMode s; void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.[|Append|]("session", v); }
        """,
        """
        using Microsoft.Net.Http.Headers;

        class C { SameSiteMode s; void M(Microsoft.AspNetCore.Http.HttpContext x, string v) => x.Response.Cookies.Append("session", v, new Microsoft.AspNetCore.Http.CookieOptions { Secure = true }); }
        """)]
    public Task Using_IsAdded(string before, string after) =>
        new Verify.Test { TestCode = before, FixedCode = after, ImplicitUsings = false }.RunAsync();

    [Fact]
    public Task SameSiteMode_OfTwoNamespaces_IsWrittenInFull() => new Verify.Test
    {
        TestCode = """
            using Microsoft.Net.Http.Headers;

            class C { void M(IResponseCookies c, string v) => c.[|Append|]("session", v); }
            """,
        FixedCode = """
            using Microsoft.Net.Http.Headers;

            class C { void M(IResponseCookies c, string v) => c.Append("session", v, new CookieOptions { Secure = true, HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax }); }
            """,
        CodeActionEquivalenceKey = "SESS1001.Harden",
    }.RunAsync();

    [Fact]
    public Task HeaderValue_IsHardened_WithItsOwnSameSiteMode() => new Verify.Test
    {
        TestCode = """
            class C { string M(string v) => new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", v).[|ToString|](); }
            """,
        FixedCode = """
            using Microsoft.Net.Http.Headers;

            class C { string M(string v) => new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", v) { Secure = true, HttpOnly = true, SameSite = Microsoft.Net.Http.Headers.SameSiteMode.Lax }.ToString(); }
            """.Replace("using Microsoft.Net.Http.Headers;\n\n", ""),
        CodeActionEquivalenceKey = "SESS1001.Harden",
    }.RunAsync();

    [Fact]
    public Task HttpCookie_IsFixed() => new Verify.Test
    {
        TestCode = """
            using System.Web;

            class C
            {
                void M(HttpResponse r, string v)
                {
                    r.Cookies.[|Add|](new HttpCookie("session", v));
                    var cookie = new HttpCookie("auth");
                    cookie.Value = v;
                    r.[|SetCookie|](cookie);
                }
            }
            """,
        FixedCode = """
            using System.Web;

            class C
            {
                void M(HttpResponse r, string v)
                {
                    r.Cookies.Add(new HttpCookie("session", v) { Secure = true });
                    var cookie = new HttpCookie("auth") { Secure = true };
                    cookie.Value = v;
                    r.SetCookie(cookie);
                }
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
    }.RunAsync();

    [Fact]
    public Task Directives_InTheInitializer_HaveNoFix() => Verify.VerifyCodeFixAsync(
        InMethod("""
            c.[|Append|]("session", v, new CookieOptions
            {
                HttpOnly = true,
            #region more
                Path = "/",
            #endregion
            });
            """),
        InMethod("""
            c.[|Append|]("session", v, new CookieOptions
            {
                HttpOnly = true,
            #region more
                Path = "/",
            #endregion
            });
            """));

    private static string InMethod(string code) => $$"""
        class C
        {
            void M(IResponseCookies c, string v)
            {
                {{code.ReplaceLineEndings("\n        ")}}
            }
        }
        """.Replace("\n        \n", "\n\n");
}
