using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1007AuthenticationCookieNotHttpsOnly,
    SessionAnalyzers.Rules.Cookies.SESS1007AuthenticationCookieNotHttpsOnlyFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1007AuthenticationCookieNotHttpsOnlyFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { """s.AddAuthentication().[|AddCookie|]();""", """s.AddAuthentication().AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);""" },
        { """s.AddAuthentication().[|AddCookie|]("scheme");""", """s.AddAuthentication().AddCookie("scheme", options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);""" },
        { """s.AddAuthentication().[|AddCookie|](authenticationScheme: "scheme");""", """s.AddAuthentication().AddCookie(authenticationScheme: "scheme", configureOptions: options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);""" },
        { """var options = 1; s.AddAuthentication().[|AddCookie|]();""", """var options = 1; s.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);""" },
        { """s.AddAuthentication().[|AddCookie|](o => o.Cookie.SecurePolicy = CookieSecurePolicy.None);""", """s.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);""" },
        { """s.AddAuthentication().[|AddCookie|](o => { o.LoginPath = "/in"; });""", """s.AddAuthentication().AddCookie(o => { o.LoginPath = "/in"; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""" },
        { """s.AddAuthentication().[|AddCookie|](o => { });""", """s.AddAuthentication().AddCookie(o => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""" },
        { """s.AddAuthentication().[|AddCookie|](delegate (Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions o) { o.LoginPath = "/in"; });""", """s.AddAuthentication().AddCookie(delegate (Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions o) { o.LoginPath = "/in"; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""" },
        {
            """
            s.[|ConfigureApplicationCookie|](o => o.LoginPath = "/in");
            """,
            """
            s.ConfigureApplicationCookie(o =>
            {
                o.LoginPath = "/in";
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
            """
        },
        {
            """
            s.[|ConfigureApplicationCookie|](o => o.LoginPath = s.Count > 1
                ? "/in"
                : "/out");
            """,
            """
            s.ConfigureApplicationCookie(o =>
            {
                o.LoginPath = s.Count > 1
                    ? "/in"
                    : "/out";
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
            """
        },
        {
            """
            s.AddAuthentication()
                .[|AddCookie|](
                    "scheme",
                    o =>
                        o.LoginPath = "/in") // one
                .[|AddCookie|]("other", o =>
                {
                    o.Cookie.Name = "a"; // the name

                    // how long
                    o.ExpireTimeSpan = System.TimeSpan.FromHours(1);
                });
            """,
            """
            s.AddAuthentication()
                .AddCookie(
                    "scheme",
                    o =>
                    {
                        o.LoginPath = "/in";
                        o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                    }) // one
                .AddCookie("other", o =>
                {
                    o.Cookie.Name = "a"; // the name
                    o.Cookie.SecurePolicy = CookieSecurePolicy.Always;

                    // how long
                    o.ExpireTimeSpan = System.TimeSpan.FromHours(1);
                });
            """
        },
        {
            """
            s.[|ConfigureApplicationCookie|](o =>
            {
                // later
            });
            """,
            """
            s.ConfigureApplicationCookie(o =>
            {
                // later
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
            """
        },
        {
            """
            s.[|ConfigureApplicationCookie|](o =>
            {
                if (s.Count > 1)
                {
                    return;
                }

                o.LoginPath = "/in";
            });
            """,
            """
            s.ConfigureApplicationCookie(o =>
            {
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                if (s.Count > 1)
                {
                    return;
                }

                o.LoginPath = "/in";
            });
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Policy_IsSet(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Theory]
    [InlineData(
        "static void Set(CookieAuthenticationOptions o) => o.LoginPath = \"/in\"; // path",
        """
        static void Set(CookieAuthenticationOptions o)
            {
                o.LoginPath = "/in";
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            } // path
        """)]
    [InlineData(
        """
        static void Set(CookieAuthenticationOptions o)
            {
            }
        """,
        """
        static void Set(CookieAuthenticationOptions o)
            {
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            }
        """)]
    public Task Method_IsExtended(string before, string after)
    {
        return Verify.VerifyCodeFixAsync(Source(before, "[|AddCookie|]"), Source(after, "AddCookie"));

        static string Source(string method, string call) => $$"""
            using Microsoft.AspNetCore.Authentication.Cookies;

            class C
            {
                void M(IServiceCollection s) => s.AddAuthentication().{{call}}(Set);

                {{method}}
            }
            """;
    }

    [Fact]
    public Task TopLevelStatement_IsFixed() => Verify.VerifyCodeFixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().[|AddCookie|](o => o.LoginPath = "/in");
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddCookie(o =>
        {
            o.LoginPath = "/in";
            o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });
        """);

    private static string InMethod(string code) => $$"""
        class C
        {
            void M(IServiceCollection s)
            {
                {{code.ReplaceLineEndings("\n        ")}}
            }
        }
        """.Replace("\n        \n", "\n\n");
}
