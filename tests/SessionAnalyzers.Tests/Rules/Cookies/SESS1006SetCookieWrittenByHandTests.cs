using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1006SetCookieWrittenByHand>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1006SetCookieWrittenByHandTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Http.Headers;
        using Microsoft.Extensions.Primitives;
        using Microsoft.Net.Http.Headers;

        """;

    /// <summary>The ways to write the header; VALUE is its text.</summary>
    public static TheoryData<string> Ways => new(
        "response.[|Headers|][\"Set-Cookie\"] = VALUE;",
        "response.[|Headers|][\"set-cookie\"] = VALUE;",
        "response.[|Headers|][\"SET-COOKIE\"] = VALUE;",
        "response.[|Headers|][HeaderNames.SetCookie] = VALUE;",
        "response.[|Headers|][Microsoft.Net.Http.Headers.HeaderNames.SetCookie] = VALUE;",
        "const string setCookie = \"Set-Cookie\"; response.[|Headers|][setCookie] = VALUE;",
        "var cookieHeader = \"Set-Cookie\"; response.[|Headers|][cookieHeader] = VALUE;",
        "response.Headers.[|SetCookie|] = VALUE;",
        "context.Response.Headers.[|SetCookie|] = VALUE;",
        "response.Headers.[|Append|](\"Set-Cookie\", VALUE);",
        "response.Headers.[|Append|](HeaderNames.SetCookie, VALUE);",
        "response.Headers.[|Append|](value: VALUE, key: \"Set-Cookie\");",
        "HeaderDictionaryExtensions.[|Append|](response.Headers, \"Set-Cookie\", VALUE);",
        "response.Headers.[|AppendCommaSeparatedValues|](\"Set-Cookie\", VALUE);",
        "response.Headers.[|AppendCommaSeparatedValues|](HeaderNames.SetCookie, VALUE, \"theme=dark\");",
        "response.Headers.[|Add|](\"Set-Cookie\", VALUE);",
        "response.Headers.[|TryAdd|](\"Set-Cookie\", VALUE);",
        "var headers = response.Headers; headers.[|Append|](\"Set-Cookie\", VALUE);",
        "var headers = response.Headers; [|headers|][\"Set-Cookie\"] = VALUE;",
        "IHeaderDictionary headers = response.Headers; headers.[|SetCookie|] = VALUE;",
        "var typed = response.GetTypedHeaders(); typed.Headers.[|Append|](\"Set-Cookie\", VALUE);",
        "var header = VALUE; response.Headers.[|Append|](\"Set-Cookie\", header);",
        "response.OnStarting(() => { response.Headers.[|Append|](\"Set-Cookie\", VALUE); return Task.CompletedTask; });",
        "var message = new HttpResponseMessage(); message.Headers.[|Add|](\"Set-Cookie\", VALUE);",
        "var message = new HttpResponseMessage(); message.Headers.[|TryAddWithoutValidation|](\"Set-Cookie\", VALUE);",
        "var message = new HttpResponseMessage(); message.Headers.[|TryAddWithoutValidation|](HeaderNames.SetCookie, VALUE);");

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task EveryWayToWriteTheHeader_IsReported(string statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        await Verify.VerifyAnalyzerAsync(Method(statement.Replace("VALUE", "\"session=abc\"", StringComparison.Ordinal)));
        await Verify.VerifyAnalyzerAsync(Method(statement.Replace("VALUE", "\"shop=abc; Path=/\"", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task EveryWayToWriteTheHeaderSafely_IsSilent(string statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        foreach (var value in new[]
        {
            "\"shop=abc; Secure; HttpOnly; SameSite=Lax\"",
            "\"session=; Max-Age=0\"",
            "\"session=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/\"",
            "\"theme=dark\"",
        })
        {
            await Verify.VerifySilentAsync(Method(Unmarked(statement).Replace("VALUE", value, StringComparison.Ordinal)));
        }
    }

    /// <summary>Texts of which at least name and attributes are built in sight.</summary>
    public static TheoryData<string> Written => new(
        "\"session=abc\"",
        "\"SESSIONID=abc; Path=/\"",
        "\"ASP.NET_SessionId=abc; HttpOnly\"",
        "\"auth_token=abc; Secure\"",
        "\"jwt=abc; Secure; HttpOnly\"",
        "\"shop=abc\"",
        "\"shop=abc; Secure\"",
        "\"shop=abc; HttpOnly\"",
        "\"shop=abc; SameSite=Lax\"",
        "\"shop=abc; Secure; HttpOnly\"",
        "\"shop=abc; Secure; SameSite=Strict\"",
        "\"shop=abc; HttpOnly; SameSite=Strict\"",
        "\"shop=abc;path=/;domain=example.com;max-age=3600\"",
        "\"shop=abc; Expires=Wed, 21 Oct 2099 07:28:00 GMT\"",
        "\"shop=; Path=/\"",
        "\" shop = abc \"",
        "$\"session={value}\"",
        "$\"session={value}; Path=/\"",
        "$\"session={value}; Path=/; Secure; HttpOnly; SameSite=Lax\"",
        "$\"shop={value}; Path={context.Request.PathBase}\"",
        "$\"shop={value}; Expires={DateTimeOffset.UtcNow.AddDays(7):R}; Path=/\"",
        "$\"shop={value}; Max-Age={60 * 60}\"",
        "$@\"shop={value}; Path=/\"",
        "\"session=\" + value",
        "\"session=\" + value + \"; Path=/\"",
        "\"session=\" + value + \"; Path=/; Secure; HttpOnly; SameSite=Strict\"",
        "\"shop=\" + value + \"; HttpOnly\"",
        "string.Concat(\"session=\", value, \"; Path=/\")",
        "string.Format(\"session={0}; Path=/\", value)",
        "$\"session={value}{Attributes()}\"",
        "\"shop=abc\" + (value.Length > 3 ? \"; Secure\" : \"; HttpOnly\")",
        "\"session=\" + Uri.EscapeDataString(value) + \"; Path=/\"",
        "Name + \"=\" + value",
        "$\"{Name}={value}; Secure; HttpOnly; SameSite=Lax\"",
        "Header",
        "new StringValues(\"session=abc\")",
        "new StringValues(new[] { \"theme=dark\", \"session=abc\" })",
        "new[] { \"session=abc\", \"theme=dark\" }",
        "new string[] { $\"session={value}\" }",
        "(StringValues)\"session=abc\"",
        "value.Length > 3 ? \"session=abc\" : \"session=def\"",
        "Render(value)",
        "context.Request.IsHttps ? \"shop=abc; HttpOnly; SameSite=Lax; Secure\" : \"shop=abc; HttpOnly\"");

    [Theory]
    [MemberData(nameof(Written))]
    public async Task TextWithoutEveryFlagOrOfASession_IsReported(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("context.Request.IsHttps", StringComparison.Ordinal))
        {
            // The deployed site is on HTTPS: this one carries every flag there.
            await Verify.VerifySilentAsync(Method($"response.Headers.Append(\"Set-Cookie\", {text});"));
            return;
        }

        await Verify.VerifyAnalyzerAsync(Method($"response.Headers.[|Append|](\"Set-Cookie\", {text});"));
        await Verify.VerifyAnalyzerAsync(Method($"response.[|Headers|][\"Set-Cookie\"] = {text};"));
        await Verify.VerifyAnalyzerAsync(Method($"response.Headers.[|SetCookie|] = {text};"));
        await Verify.VerifyAnalyzerAsync(Method($"StringValues header = {text}; response.Headers.[|SetCookie|] = header;"));
    }

    [Theory]
    [InlineData("response.Headers.[|SetCookie|] = StringValues.Concat(response.Headers.SetCookie, $\"session={value}\");")]
    [InlineData("response.[|Headers|][\"Set-Cookie\"] = StringValues.Concat(response.Headers[\"Set-Cookie\"], \"session=abc\");")]
    [InlineData("foreach (var name in new[] { \"session\", \"token\" }) { response.Headers.[|Append|](\"Set-Cookie\", $\"{name}={value}\"); }")]
    [InlineData("try { response.Headers.[|Append|](\"Set-Cookie\", \"session=abc\"); } catch (InvalidOperationException) { throw; }")]
    [InlineData("using (var stream = new MemoryStream()) { response.Headers.[|Append|](\"Set-Cookie\", \"session=abc\"); }")]
    [InlineData("_ = value switch { \"a\" => response.Headers.[|TryAdd|](\"Set-Cookie\", \"session=abc\"), _ => false };")]
    [InlineData("void Local() => response.Headers.[|SetCookie|] = \"session=abc\"; Local();")]
    [InlineData("response?.Headers.[|Append|](\"Set-Cookie\", \"session=abc\");")]
    [InlineData("Action write = () => response.[|Headers|][\"Set-Cookie\"] = \"session=abc\"; write();")]
    public Task UnusualCode_IsReported(string statement) => Verify.VerifyAnalyzerAsync(Method(statement));

    [Fact]
    public async Task CollectionExpression_IsReported()
    {
        await Verify.VerifyAnalyzerAsync(Method("string[] cookies = [\"session=abc\", \"theme=dark\"]; response.Headers.[|Append|](\"Set-Cookie\", cookies);"));
        await Verify.VerifyAnalyzerAsync(Method("response.Headers.[|AppendCommaSeparatedValues|](\"Set-Cookie\", [\"theme=dark\", \"session=abc\"]);"));
        await Verify.VerifyAnalyzerAsync(Method("var message = new HttpResponseMessage(); message.Headers.[|Add|](\"Set-Cookie\", [$\"session={value}\"]);"));
    }

    [Fact]
    public async Task MultiLineText_IsReported()
    {
        await Verify.VerifyAnalyzerAsync(Method(""""
            response.Headers.[|Append|](
                "Set-Cookie",
                $"""session={value}; Path=/""");
            """"));
        await Verify.VerifyAnalyzerAsync(Method("""
            var cookie = "session=";
            cookie += value;
            cookie += "; Path=/";
            response.Headers.[|Append|]("Set-Cookie", cookie);
            """));
        await Verify.VerifyAnalyzerAsync(Method("""
            response.Headers.[|Append|](
                HeaderNames.SetCookie,
                "session=" +
                value +
                "; Path=/" +
                "; HttpOnly");
            """));
    }

    /// <summary>Texts that are deletions, harmless, complete or not built here.</summary>
    public static TheoryData<string> Harmless => new(
        "\"session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT\"",
        "\"session=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/\"",
        "\"session=deleted; Expires=Thu, 01 Jan 1970 00:00:00 GMT\"",
        "\"session=deleted; Max-Age=0\"",
        "\"session=; Max-Age=-1\"",
        "\"session=;max-age=0\"",
        "$\"session=; Expires={DateTimeOffset.UnixEpoch:R}\"",
        "$\"{Name}=; Max-Age=0; Path={context.Request.PathBase}\"",
        "\"theme=dark\"",
        "\"culture=en; Path=/\"",
        "$\"lang={value}\"",
        "\"XSRF-TOKEN=\" + value + \"; Path=/\"",
        "\"cookie_consent=yes; Max-Age=31536000\"",
        "\"color-scheme=dark\"",
        "\"shop=abc; Secure; HttpOnly; SameSite=Lax\"",
        "\"shop=abc;secure;httponly;samesite=strict\"",
        "\"shop=abc; Path=/; SECURE; HTTPONLY; SAMESITE=None\"",
        "$\"shop={value}; Path=/; Secure; HttpOnly; SameSite=Lax\"",
        "\"shop=\" + value + \"; Secure; HttpOnly; SameSite=Lax\"",
        "value",
        "value + \"; Secure\"",
        "$\"{value}; Secure; HttpOnly\"",
        "$\"shop={value}{context.Request.PathBase}; {value}\"",
        "$\"shop=abc; {value}\"",
        "\"shop=abc\" + (value.Length > 3 ? \"; Secure; HttpOnly; SameSite=Lax\" : \"; HttpOnly; Secure; SameSite=Strict\")",
        "\"shop=abc; \" + value",
        "$\"shop={value}{Attributes()}\"",
        "\"shop=\" + value + Attributes()",
        "string.Format(\"shop={0}; {1}\", value, Attributes())",
        "string.Format(\"shop={0}; Secure; HttpOnly; SameSite=Lax\", value)",
        "\"shop=abc; Secure\" + Attributes()",
        "string.Join(\"; \", new[] { \"shop=abc\", value })",
        "Attributes()",
        "\"\"",
        "StringValues.Empty",
        "default(StringValues)",
        "new SetCookieHeaderValue(\"shop\", \"abc\") { Secure = true, HttpOnly = true }.ToString()",
        "context.Request.Headers[\"X-Upstream-Cookie\"]",
        "context.Request.Headers.Cookie");

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task DeletionBenignCompleteOrUnknownText_IsSilent(string text)
    {
        await Verify.VerifySilentAsync(Method($"response.Headers.Append(\"Set-Cookie\", {text});"));
        await Verify.VerifySilentAsync(Method($"response.Headers[HeaderNames.SetCookie] = {text};"));
        await Verify.VerifySilentAsync(Method($"response.Headers.SetCookie = {text};"));
    }

    [Theory]
    [InlineData("foreach (var cookie in upstream.Headers.GetValues(\"Set-Cookie\")) { response.Headers.Append(\"Set-Cookie\", cookie); }")]
    [InlineData("response.Headers[\"Set-Cookie\"] = upstream.Headers.GetValues(\"Set-Cookie\").ToArray();")]
    [InlineData("if (upstream.Headers.TryGetValues(\"Set-Cookie\", out var cookies)) { response.Headers.SetCookie = new StringValues(cookies.ToArray()); }")]
    [InlineData("foreach (var header in upstream.Headers) { response.Headers[header.Key] = header.Value.ToArray(); }")]
    [InlineData("foreach (var header in upstream.Headers) { response.Headers.TryAdd(header.Key, new StringValues(header.Value.ToArray())); }")]
    [InlineData("upstream.Headers.ToList().ForEach(header => response.Headers.Append(header.Key, header.Value.ToArray()));")]
    [InlineData("var cookie = upstream.Headers.GetValues(\"Set-Cookie\").First(); response.Headers.Append(\"Set-Cookie\", cookie + \"; Secure\");")]
    [InlineData("var cookie = upstream.Headers.GetValues(\"Set-Cookie\").First().Replace(\"; Domain=internal\", \"\"); response.Headers.Append(\"Set-Cookie\", cookie);")]
    public Task ProxyThatCopiesUpstreamValues_IsSilent(string statement) => Verify.VerifySilentAsync(Usings + $$"""
        public static class Proxy
        {
            public static void Copy(HttpResponseMessage upstream, HttpResponse response)
            {
                {{statement}}
            }
        }
        """);

    [Theory]
    [InlineData("response.Headers[\"X-Cookie\"] = \"session=abc\";")]
    [InlineData("response.Headers.Append(\"Cookie\", \"session=abc\");")]
    [InlineData("response.Headers.Append(\"Vary\", \"Set-Cookie\");")]
    [InlineData("var message = new HttpRequestMessage(); message.Headers.Add(\"Cookie\", \"session=abc\");")]
    [InlineData("var values = new Dictionary<string, int>(); values.Add(\"Set-Cookie\", 1); values[\"Set-Cookie\"] = 2;")]
    [InlineData("response.Headers.Remove(\"Set-Cookie\");")]
    [InlineData("var cookies = response.Headers[\"Set-Cookie\"]; Console.WriteLine(cookies);")]
    [InlineData("response.Cookies.Append(\"session\", \"abc\");")]
    [InlineData("if (context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()) { response.Headers.Append(\"Set-Cookie\", \"session=abc\"); }")]
    [InlineData("#if DEBUG\nresponse.Headers.Append(\"Set-Cookie\", \"session=abc\");\n#endif")]
    public Task OtherHeadersAndReads_IsSilent(string statement) => Verify.VerifySilentAsync(Method(statement));

    [Theory]
    [InlineData("var log = new Dictionary<string, string>(); log.Add(\"Set-Cookie\", \"session=abc\");")]
    [InlineData("var log = new Dictionary<string, string>(); log[\"Set-Cookie\"] = \"session=abc\";")]
    [InlineData("var log = new System.Collections.Specialized.NameValueCollection(); log.Add(\"X-Set-Cookie\", \"session=abc\");")]
    public Task DictionariesThatAreNoHeaders_IsSilent(string statement) => Verify.VerifySilentAsync(Method(statement));

    [Theory]
    [InlineData("\"shop=abc\"", "shop", " without Secure, HttpOnly, SameSite")]
    [InlineData("\"shop=abc; Secure\"", "shop", " without HttpOnly, SameSite")]
    [InlineData("\"session=abc; Secure; HttpOnly; SameSite=Lax\"", "session", "")]
    [InlineData("$\"session={value}; HttpOnly; SameSite=Lax\"", "session", " without Secure")]
    public Task MessageNamesCookieAndMissingFlags_IsReported(string text, string cookie, string missing)
    {
        var test = new Verify.Test { TestCode = Method($"response.Headers.{{|#0:Append|}}(\"Set-Cookie\", {text});") };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS1006").WithLocation(0).WithArguments(cookie, missing));
        return test.RunAsync();
    }

    [Fact]
    public Task CookiePolicyDoesNotApply_IsReported()
    {
        var test = new Verify.Test { TestCode = Method("response.Headers.[|Append|](\"Set-Cookie\", \"session=abc\");") };
        test.TestState.Sources.Add("""
            public static class Pipeline
            {
                public static void Use(IApplicationBuilder app) => app.UseCookiePolicy(new CookiePolicyOptions
                {
                    Secure = CookieSecurePolicy.Always,
                    HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always,
                    MinimumSameSitePolicy = SameSiteMode.Strict,
                });
            }
            """);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("HttpResponse", "response.[|AddHeader|](\"Set-Cookie\", \"session=abc\");")]
    [InlineData("HttpResponse", "response.[|AppendHeader|](\"Set-Cookie\", \"session=\" + value + \"; path=/\");")]
    [InlineData("HttpResponse", "response.Headers.[|Add|](\"Set-Cookie\", \"shop=abc; HttpOnly\");")]
    [InlineData("HttpResponse", "response.Headers.[|Set|](\"Set-Cookie\", \"session=abc\");")]
    [InlineData("HttpResponse", "response.[|Headers|][\"Set-Cookie\"] = \"session=abc\";")]
    [InlineData("HttpResponseBase", "response.[|AddHeader|](\"Set-Cookie\", \"session=abc\");")]
    [InlineData("HttpResponseBase", "response.[|AppendHeader|](\"set-cookie\", $\"session={value}\");")]
    [InlineData("HttpResponseWrapper", "response.[|AppendHeader|](\"Set-Cookie\", \"session=abc\");")]
    public async Task SystemWeb_IsReportedUnlessSafe(string type, string statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        await SystemWebAsync(isSilent: false, type, statement);
        await SystemWebAsync(isSilent: true, type, Unmarked(statement).Replace("session=", "theme=", StringComparison.Ordinal).Replace("shop=abc;", "shop=abc; Secure; SameSite=Lax;", StringComparison.Ordinal));
        await SystemWebAsync(isSilent: true, type, Unmarked(statement).Replace("Set-Cookie", "X-Note", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public Task TopLevelProgram_IsReported() => Verify.VerifyAnalyzerAsync("""
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/in", (HttpContext context) =>
        {
            context.Response.Headers.[|Append|]("Set-Cookie", $"sid={Guid.NewGuid()}; HttpOnly");
            return "ok";
        });
        app.MapGet("/out", (HttpResponse response) => response.Headers.SetCookie = "sid=; Max-Age=0");
        app.Run();
        """);

    [Fact]
    public Task NamesOfTheProject_AreFollowed()
    {
        var test = new Verify.Test
        {
            TestCode = Method("""
                response.Headers.[|Append|]("Set-Cookie", "basket=abc; Secure; HttpOnly; SameSite=Lax");
                response.Headers.Append("Set-Cookie", "session_banner=abc");
                response.Headers.Append("Set-Cookie", "sid=abc");
                """),
            EditorConfig = "[*.cs]\nsession_analyzers.sensitive_names = basket\nsession_analyzers.benign_names = sid\n",
        };
        return test.RunAsync();
    }

    private static string Unmarked(string marked) =>
        marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static string Method(string body) => $$"""
        {{Usings}}
        public class Endpoint
        {
            private const string Name = "session";
            private const string Header = Name + "=abc; Path=/";

            public void Write(HttpContext context, HttpResponse response, string value)
            {
        {{body}}
            }

            private static string Render(string value) => $"session={value}; Path=/";

            private static string Attributes() => File.ReadAllText("attributes.txt");
        }
        """;

    private static Task SystemWebAsync(bool isSilent, string type, string statement)
    {
        var test = new Verify.Test
        {
            TestCode = $$"""
                using System.Web;

                public static class Handler
                {
                    public static void Write({{type}} response, string value)
                    {
                        {{statement}}
                    }
                }
                """,
            ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
            IsSilent = isSilent,
        };
        return test.RunAsync();
    }
}
