using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1001SensitiveCookieWithoutSecureTests
{
    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new());""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Secure = false });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new() { Secure = default });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new() { Secure = !true });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new() { Expires = DateTimeOffset.UtcNow.AddDays(30) });""")]
    public Task SecureMissing_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new() { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new() { Secure = !false });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new() { Secure = c.Request.IsHttps });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new() { Secure = c.Request.Scheme == "https" });""")]
    [InlineData("""var o = new CookieOptions(); o.Secure = c.Request.IsHttps; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var https = c.Request.IsHttps; c.Response.Cookies.Append("session", v, new() { Secure = https });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new() { Secure = x });""")]
    public Task SecureSetOrUnknown_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Fact]
    public Task Message_NamesTheCookie() => Verify.VerifyAnalyzerAsync(
        Handler("""c.Response.Cookies.{|#0:Append|}("refresh_token", v);"""),
        Verify.Diagnostic("SESS1001").WithLocation(0)
            .WithMessage("Cookie 'refresh_token' carries a session but is not marked Secure: the browser also sends it over plain HTTP"));

    [Theory]
    [InlineData("session")]
    [InlineData("SESSION")]
    [InlineData("my_session")]
    [InlineData("sess-id")]
    [InlineData("sid")]
    [InlineData("connect.sid")]
    [InlineData("auth")]
    [InlineData("x-auth-token")]
    [InlineData("token")]
    [InlineData("jwt")]
    [InlineData("ticket")]
    [InlineData("loginState")]
    [InlineData("refreshToken")]
    [InlineData("remember_me")]
    [InlineData("accessToken")]
    [InlineData("IdentityCookie")]
    [InlineData(".AspNetCore.Session")]
    [InlineData("ASP.NET_SessionId")]
    [InlineData("__Host-session")]
    [InlineData("sessionid")]
    [InlineData("JSESSIONID")]
    public Task SensitiveName_IsReported(string name) =>
        Verify.VerifyAnalyzerAsync(Handler($$"""c.Response.Cookies.[|Append|]("{{name}}", v);"""));

    [Theory]
    [InlineData("XSRF-TOKEN")]
    [InlineData("xsrf-token")]
    [InlineData("XsrfToken")]
    [InlineData("CSRF-TOKEN")]
    [InlineData("csrf_token")]
    [InlineData("csrftoken")]
    [InlineData(".AspNetCore.Antiforgery.Token")]
    [InlineData("AntiForgeryToken")]
    [InlineData("theme")]
    [InlineData("Theme")]
    [InlineData("culture")]
    [InlineData(".AspNetCore.Culture")]
    [InlineData("lang")]
    [InlineData("locale")]
    [InlineData("cookie-consent")]
    [InlineData(".AspNet.Consent")]
    [InlineData("tz")]
    [InlineData("banner")]
    [InlineData("login-banner")]
    [InlineData("ab-test")]
    [InlineData("AB_TEST")]
    [InlineData("cancellationToken")]
    [InlineData("CancellationToken")]
    [InlineData("cancellation_token")]
    [InlineData("CANCELLATION-TOKEN")]
    [InlineData("tokenizer")]
    [InlineData("Tokenizer")]
    [InlineData("author")]
    [InlineData("AUTHOR")]
    [InlineData("accessibility")]
    [InlineData("Accessibility")]
    [InlineData("sessionStorageKey")]
    [InlineData("SessionStorageKey")]
    [InlineData("session-storage-key")]
    [InlineData("SESSION_STORAGE_KEY")]
    [InlineData("basket")]
    [InlineData("obsession")]
    [InlineData("assessment")]
    [InlineData("sidebar")]
    [InlineData("inside")]
    [InlineData("ticketing-system")]
    [InlineData("identities")]
    [InlineData("authored")]
    [InlineData("accessory")]
    [InlineData("")]
    public Task HarmlessName_IsSilent(string name) =>
        Verify.VerifySilentAsync(Handler($$"""c.Response.Cookies.Append("{{name}}", v);"""));

    [Theory]
    [InlineData("""const string name = "session"; c.Response.Cookies.[|Append|](name, v);""")]
    [InlineData("""var name = "session"; c.Response.Cookies.[|Append|](name, v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](Names.Cookie, v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](Names.ReadOnly, v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](nameof(Names.SessionId), v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("app" + "-session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](v + "-session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]($"session-{n}", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]($"{v}.session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](string.Concat("my-", "session"), v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](x ? "session" : "visits", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](n switch { 1 => "theme2", 2 => "sid", _ => "visits" }, v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](Names.Make(), v);""")]
    [InlineData("""foreach (var name in new[] { "session", "refresh" }) c.Response.Cookies.[|Append|](name, v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](Names.Computed, v);""")]
    public Task NameInSight_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|](settings.SessionCookieName, v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](settings.AuthCookie, v);""")]
    [InlineData("""var sessionCookieName = configuration["Cookie"]; c.Response.Cookies.[|Append|](sessionCookieName!, v);""")]
    [InlineData("""string sessionCookieName = configuration.GetValue<string>("Cookie")!; c.Response.Cookies.[|Append|](sessionCookieName, v);""")]
    public Task ConfiguredName_CalledLikeASession_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append(settings.CookieName, v);""")]
    [InlineData("""c.Response.Cookies.Append(configuration["Cookie"]!, v);""")]
    [InlineData("""c.Response.Cookies.Append(configuration["Session:Cookie"]!, v);""")]
    [InlineData("""var name = configuration.GetValue<string>("Cookie")!; c.Response.Cookies.Append(name, v);""")]
    [InlineData("""c.Response.Cookies.Append(v, v);""")]
    [InlineData("""c.Response.Cookies.Append(settings.ThemeCookieName, v);""")]
    [InlineData("""c.Response.Cookies.Append(nameof(settings.CookieName), v);""")]
    [InlineData("""c.Response.Cookies.Append($"{v}{n}", v);""")]
    [InlineData("""foreach (var name in c.Request.Cookies.Keys) c.Response.Cookies.Append(name, v);""")]
    public Task ConfiguredName_OtherwiseCalled_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("data", protector.Protect(v));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("visits", protector.Protect(v));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("theme", protector.Protect(v));""")]
    [InlineData("""c.Response.Cookies.[|Append|](v, protector.Protect(v));""")]
    [InlineData("""var sealedValue = protector.Protect(v); c.Response.Cookies.[|Append|]("data", sealedValue, new());""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", Convert.ToBase64String(protector.Protect(new byte[] { 1 })));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", protector.CreateProtector("a").Protect(v));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", protector.ToTimeLimitedDataProtector().Protect(v, TimeSpan.FromDays(1)));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", ticketFormat.Protect(ticket));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", new TicketDataFormat(protector).Protect(ticket));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", await c.GetTokenAsync("access_token") ?? "");""")]
    [InlineData("""var t = await c.GetTokenAsync("id_token"); if (t is not null) c.Response.Cookies.[|Append|]("data", t);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", x ? protector.Protect(v) : v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", Seal(v)); string Seal(string s) => protector.Protect(s);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", $"v1.{protector.Protect(v)}");""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", "v1." + protector.Protect(v));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", protector.Unprotect(v));""")]
    public Task SealedOrTokenValue_WhateverTheName_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("data", protector.Protect(v), new() { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("data", v);""")]
    [InlineData("""c.Response.Cookies.Append("data", cancellationToken.ToString()!);""")]
    [InlineData("""c.Response.Cookies.Append("data", v.Length.ToString()); protector.Protect(v);""")]
    [InlineData("""c.Response.Cookies.Append("XSRF-TOKEN", antiforgery.GetAndStoreTokens(c).RequestToken!, new CookieOptions { HttpOnly = false });""")]
    [InlineData("""var tokens = antiforgery.GetAndStoreTokens(c); c.Response.Cookies.Append("XSRF-TOKEN", tokens.RequestToken!);""")]
    [InlineData("""c.Response.Cookies.Append("data", OtherProtector.Protect(v));""")]
    public Task OtherValue_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""var cookies = c.Response.Cookies; cookies.[|Append|]("session", v);""")]
    [InlineData("""IResponseCookies cookies = c.Response.Cookies; cookies.[|Append|]("session", v, new());""")]
    [InlineData("""Write(c.Response.Cookies); void Write(IResponseCookies cookies) => cookies.[|Append|]("session", v);""")]
    [InlineData("""c?.Response?.Cookies.[|Append|]("session", v);""")]
    [InlineData("""c.Response?.Cookies?.[|Append|]("session", v, new CookieOptions());""")]
    [InlineData("""c.Response!.Cookies!.[|Append|]("session", v);""")]
    [InlineData("""(c.Response.Cookies).[|Append|]("session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](key: "session", value: v);""")]
    [InlineData("""c.Response.Cookies.[|Append|](value: v, key: "session");""")]
    [InlineData("""c.Response.Cookies.[|Append|](options: new CookieOptions(), value: v, key: "session");""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", options: new() { HttpOnly = true }, value: v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]([new("session", v)], new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.[|Append|](new KeyValuePair<string, string>[] { new("theme", v), new("session", v) }, new CookieOptions());""")]
    [InlineData("""var pairs = new[] { KeyValuePair.Create("session", v) }; c.Response.Cookies.[|Append|](pairs.AsSpan(), new CookieOptions());""")]
    [InlineData("""new ChunkingCookieManager().[|AppendResponseCookie|](c, "session", v, new CookieOptions());""")]
    [InlineData("""manager.[|AppendResponseCookie|](c, "session", v, new CookieOptions());""")]
    [InlineData("""manager.[|AppendResponseCookie|](context: c, options: new(), key: "session", value: v);""")]
    public Task EveryWayToAppend_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append(options: new CookieOptions { Secure = true }, value: v, key: "session");""")]
    [InlineData("""c.Response.Cookies.Append(value: "session", key: v);""")]
    [InlineData("""c.Response.Cookies.Append([new("session", v)], new CookieOptions { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append([new("theme", v), new("lang", v)], new CookieOptions());""")]
    [InlineData("""manager.AppendResponseCookie(c, "session", v, new CookieOptions { Secure = true });""")]
    [InlineData("""manager.AppendResponseCookie(c, "session", v, settings.Cookie);""")]
    [InlineData("""c.Response.Cookies.Delete("session");""")]
    [InlineData("""c.Response.Cookies.Delete("session", new CookieOptions());""")]
    [InlineData("""manager.DeleteCookie(c, "session", new CookieOptions());""")]
    [InlineData("""new System.Text.StringBuilder().Append("session").Append(v);""")]
    [InlineData("""new List<string>().Append("session"); c.Response.Headers.Append("session", v);""")]
    [InlineData("""new Diary().Append("session", v);""")]
    [InlineData("""_ = nameof(c.Response.Cookies.Append);""")]
    [InlineData("""((dynamic)c.Response.Cookies).Append("session", v);""")]
    [InlineData("""Action<string, string> append = c.Response.Cookies.Append; append("theme", v);""")]
    [InlineData("""System.Linq.Expressions.Expression<Action<HttpContext>> e = h => h.Response.Cookies.Append("theme", "1");""")]
    [InlineData("""new Own.Jar().Append("session", v, new Own.CookieOptions());""")]
    [InlineData("""new System.Net.CookieContainer().Add(new System.Net.Cookie("session", v));""")]
    [InlineData("""c.Session.SetString("session", v);""")]
    public Task OtherCall_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });""")]
    [InlineData("""c.Response.Cookies.Append("session", string.Empty, new CookieOptions { MaxAge = TimeSpan.Zero });""")]
    [InlineData("""c.Response.Cookies.Append("session", "", new CookieOptions { MaxAge = TimeSpan.FromDays(-1) });""")]
    [InlineData("""var o = new CookieOptions(); o.Expires = DateTimeOffset.UtcNow.AddDays(-1); c.Response.Cookies.Append("session", "", o);""")]
    [InlineData("""manager.AppendResponseCookie(c, "session", "", new CookieOptions { Expires = DateTimeOffset.MinValue });""")]
    public Task Deletion_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(1) });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { MaxAge = TimeSpan.FromMinutes(20) });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", x ? "" : v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Expires = x ? DateTimeOffset.UnixEpoch : DateTimeOffset.UtcNow.AddDays(1) });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Expires = null });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Expires = default });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Expires = DateTimeOffset.MaxValue });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Expires = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero) });""")]
    public Task NoDeletion_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieBuilder { SecurePolicy = CookieSecurePolicy.None }.Build(c));""")]
    [InlineData("""var b = new CookieBuilder(); b.SecurePolicy = CookieSecurePolicy.None; c.Response.Cookies.[|Append|]("session", v, b.Build(c, DateTimeOffset.UtcNow));""")]
    [InlineData("""var o = new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(c); o.Secure = false; c.Response.Cookies.[|Append|]("session", v, o);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieBuilder { SecurePolicy = x ? CookieSecurePolicy.Always : CookieSecurePolicy.None }.Build(c));""")]
    public Task CookieBuilder_NeverSecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(c));""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieBuilder { SecurePolicy = CookieSecurePolicy.SameAsRequest }.Build(c));""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieBuilder().Build(c));""")]
    [InlineData("""c.Response.Cookies.Append("session", v, settings.Builder.Build(c));""")]
    [InlineData("""var o = new CookieBuilder { SecurePolicy = CookieSecurePolicy.None }.Build(c); o.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    public Task CookieBuilder_Secure_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue("session", v).[|ToString|]());""")]
    [InlineData("""c.Response.Headers.SetCookie = new SetCookieHeaderValue("session", v) { HttpOnly = true }.[|ToString|]();""")]
    [InlineData("""var s = new SetCookieHeaderValue("session"); s.Value = v; c.Response.Headers.Append("Set-Cookie", s.[|ToString|]());""")]
    [InlineData("""var s = new SetCookieHeaderValue("session", v); s.Secure = false; c.Response.Headers["Set-Cookie"] = s.[|ToString|]();""")]
    [InlineData("""var s = new SetCookieHeaderValue("theme", v); s.Name = "session"; c.Response.Headers.SetCookie = s.[|ToString|]();""")]
    [InlineData("""c.Response.GetTypedHeaders().[|Append|]("Set-Cookie", new SetCookieHeaderValue("session", v));""")]
    [InlineData("""c.Response.GetTypedHeaders().[|SetCookie|] = new[] { new SetCookieHeaderValue("session", v) };""")]
    [InlineData("""c.Response.GetTypedHeaders().[|SetCookie|] = [new("session", v)];""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue("data", protector.Protect(v)).[|ToString|]());""")]
    public Task SetCookieHeaderValue_WithoutSecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue("session", v) { Secure = true }.ToString());""")]
    [InlineData("""var s = new SetCookieHeaderValue("session", v); s.Secure = true; c.Response.GetTypedHeaders().Append("Set-Cookie", s);""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue("theme", v).ToString());""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue("session", "") { Expires = DateTimeOffset.UnixEpoch }.ToString());""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", SetCookieHeaderValue.Parse(v).ToString());""")]
    [InlineData("""c.Response.GetTypedHeaders().SetCookie = new List<SetCookieHeaderValue> { new("session", v) { Secure = true } };""")]
    [InlineData("""c.Response.GetTypedHeaders().Append("X-Session", v);""")]
    [InlineData("""foreach (var s in SetCookieHeaderValue.ParseList(new[] { v })) c.Response.Headers.Append("Set-Cookie", s.ToString());""")]
    public Task SetCookieHeaderValue_SecureOrUnknown_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Fact]
    public Task ImplementerOfResponseCookies_IsReported() => Verify.VerifyAnalyzerAsync("""
        public class Loud(IResponseCookies inner) : IResponseCookies
        {
            public void Append(string key, string value) => inner.Append(key, value);
            public void Append(string key, string value, CookieOptions options) => inner.Append(key, value, options);
            public void Delete(string key) => inner.Delete(key);
            public void Delete(string key, CookieOptions options) => inner.Delete(key, options);
        }

        public class Shop
        {
            public void Handle(HttpContext c, string v)
            {
                new Loud(c.Response.Cookies).[|Append|]("session", v);
                IResponseCookies cookies = new Loud(c.Response.Cookies);
                cookies.[|Append|]("session", v, new CookieOptions());
                cookies.Append("theme", v);
            }
        }
        """);

    [Fact]
    public Task ImplementerThatHardens_IsSilent() => Verify.VerifySilentAsync("""
        public class Hard(IResponseCookies inner) : IResponseCookies
        {
            public void Append(string key, string value) => Append(key, value, new CookieOptions());
            public void Append(string key, string value, CookieOptions options)
            {
                options.Secure = true;
                inner.Append(key, value, options);
            }
            public void Delete(string key) => inner.Delete(key);
            public void Delete(string key, CookieOptions options) => inner.Delete(key, options);
        }

        public class Shop
        {
            public void Handle(HttpContext c, string v) => new Hard(c.Response.Cookies).Append("session", v);
        }
        """);

    [Theory]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => { o.HttpOnly = HttpOnlyPolicy.Always; o.Secure = CookieSecurePolicy.Always; });""")]
    [InlineData("""builder.Services.Configure((CookiePolicyOptions o) => { o.Secure = CookieSecurePolicy.Always; });""")]
    [InlineData("""builder.Services.PostConfigure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.ConfigureAll<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.PostConfigureAll<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.AddOptions<CookiePolicyOptions>().Configure(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.AddOptions<CookiePolicyOptions>().PostConfigure(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.AddOptions<CookiePolicyOptions>().Configure<IHostEnvironment>((o, env) => o.Secure = env.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.AddCookiePolicy(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => { if (!builder.Environment.IsDevelopment()) o.Secure = CookieSecurePolicy.Always; });""")]
    [InlineData("""if (!builder.Environment.IsDevelopment()) { builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); }""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(Policies.Strict);""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(Policies.Field);""")]
    [InlineData("""builder.Services.AddSingleton<IConfigureOptions<CookiePolicyOptions>, StrictPolicy>();""")]
    [InlineData("""builder.Services.ConfigureOptions<StrictPolicy>();""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(builder.Configuration.GetSection("CookiePolicy"));""")]
    [InlineData("""builder.Services.AddOptions<CookiePolicyOptions>().Bind(builder.Configuration.GetSection("CookiePolicy"));""")]
    [InlineData("""builder.Services.AddOptions<CookiePolicyOptions>().BindConfiguration("CookiePolicy");""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => builder.Configuration.Bind("CookiePolicy", o));""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = Enum.Parse<CookieSecurePolicy>(builder.Configuration["Policy"]!));""")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>("other", o => { }); builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""")]
    public Task AppliedPolicy_IsSilent(string configuration) => Verify.VerifySilentAsync(Application(
        configuration,
        "app.UseCookiePolicy();",
        """c.Response.Cookies.Append("session", "1");""",
        withPolicyClass: configuration.Contains("StrictPolicy", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });""")]
    [InlineData("""var policy = new CookiePolicyOptions(); policy.Secure = CookieSecurePolicy.Always; app.UseCookiePolicy(policy);""")]
    [InlineData("""app.UseCookiePolicy(Policies.Options);""")]
    [InlineData("""app.UseCookiePolicy(app.Configuration.Get<CookiePolicyOptions>()!);""")]
    public Task PolicyGivenToTheMiddleware_IsSilent(string pipeline) =>
        Verify.VerifySilentAsync(Application("", pipeline, """c.Response.Cookies.Append("session", "1");"""));

    [Theory]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""", "")]
    [InlineData("""builder.Services.AddOptions<CookiePolicyOptions>().Bind(builder.Configuration.GetSection("CookiePolicy"));""", "")]
    [InlineData("", "app.UseCookiePolicy();")]
    [InlineData("", "app.UseCookiePolicy(new CookiePolicyOptions());")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.Always);""", "app.UseCookiePolicy();")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.None);""", "app.UseCookiePolicy();")]
    [InlineData("""builder.Services.Configure<CookiePolicyOptions>(o => { if (builder.Environment.IsDevelopment()) o.Secure = CookieSecurePolicy.Always; });""", "app.UseCookiePolicy();")]
    [InlineData("""builder.Services.Configure<SessionOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);""", "app.UseCookiePolicy();")]
    [InlineData("""builder.Services.Configure<Settings>(o => o.Secure = CookieSecurePolicy.Always);""", "app.UseCookiePolicy();")]
    public Task PolicyMissingOrNotApplied_IsReported(string configuration, string pipeline) =>
        Verify.VerifyAnalyzerAsync(Application(configuration, pipeline, """c.Response.Cookies.[|Append|]("session", "1");"""));

    [Theory]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue("session", "1").[|ToString|]());""")]
    [InlineData("""c.Response.GetTypedHeaders().[|Append|]("Set-Cookie", new SetCookieHeaderValue("session", "1"));""")]
    public Task RawHeader_BypassesThePolicy_IsReported(string body) => Verify.VerifyAnalyzerAsync(Application(
        "builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);", "app.UseCookiePolicy();", body));

    [Fact]
    public Task PolicyInAnotherFile_IsSilent() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                """
                public class Startup
                {
                    public void ConfigureServices(IServiceCollection services) =>
                        services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);
                }
                """,
                """
                public partial class Pipeline
                {
                    public void Configure(IApplicationBuilder app) => app.UseCookiePolicy();
                }
                """,
                """
                public class Shop
                {
                    public void Handle(HttpContext c, string v) => c.Response.Cookies.Append("session", v);
                }
                """,
            },
        },
        IsSilent = true,
    }.RunAsync();

    [Theory]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie("session", v));""")]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie("session"));""")]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie("session") { Value = v, HttpOnly = true });""")]
    [InlineData("""var cookie = new HttpCookie("session", v); cookie.Secure = false; Response.Cookies.[|Add|](cookie);""")]
    [InlineData("""var cookie = new HttpCookie("x"); cookie.Name = "session"; Response.Cookies.[|Set|](cookie);""")]
    [InlineData("""Response.[|AppendCookie|](new HttpCookie("session", v));""")]
    [InlineData("""Response.[|SetCookie|](new HttpCookie("session", v));""")]
    [InlineData("""HttpContext.Current.Response.Cookies.[|Add|](new HttpCookie("session", v));""")]
    [InlineData("""new HttpResponseWrapper(Response).[|SetCookie|](new HttpCookie("session", v));""")]
    [InlineData("""context.Response.Cookies.[|Add|](new HttpCookie("session", v) { Expires = DateTime.Now.AddDays(30) });""")]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie(FormsAuthentication.FormsCookieName, FormsAuthentication.Encrypt(ticket)));""")]
    [InlineData("""var encrypted = FormsAuthentication.Encrypt(ticket); var cookie = new HttpCookie("x", encrypted) { HttpOnly = true }; Response.[|SetCookie|](cookie);""")]
    public Task SystemWebCookie_WithoutSecure_IsReported(string body) => new Verify.Test
    {
        TestCode = Page(body),
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
    }.RunAsync();

    [Theory]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session", v) { Secure = true });""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session", v) { Secure = Request.IsSecureConnection });""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session", v) { Secure = FormsAuthentication.RequireSSL });""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("theme", v));""")]
    [InlineData("""var cookie = new HttpCookie("session", v); cookie.Secure = true; Response.SetCookie(cookie);""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session", "") { Expires = DateTime.Now.AddDays(-1) });""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session") { Expires = DateTime.Now.AddYears(-30) });""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session", v) { Expires = new DateTime(1980, 1, 1) });""")]
    [InlineData("""var cookie = Request.Cookies["session"]; Response.Cookies.Add(cookie);""")]
    [InlineData("""var cookie = Request.Cookies["session"]; cookie.Expires = DateTime.UtcNow.AddDays(-1); Response.Cookies.Set(cookie);""")]
    [InlineData("""Response.Cookies.Add(FormsAuthentication.GetAuthCookie(v, false));""")]
    [InlineData("""var jar = new HttpCookieCollection(); Response.Cookies.Remove("session"); Response.Cookies.Clear();""")]
    public Task SystemWebCookie_SecureOrNoSession_IsSilent(string body) => new Verify.Test
    {
        TestCode = Page(body),
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        IsSilent = true,
    }.RunAsync();

    public static TheoryData<string> OlderFrameworks => ["8", "9"];

    [Theory]
    [MemberData(nameof(OlderFrameworks))]
    public Task OlderFramework_IsReported(string version) => new Verify.Test
    {
        TestCode = Handler("""
            c.Response.Cookies.[|Append|]("session", v);
            c.Response.Cookies.[|Append|]("session", v, new CookieOptions { HttpOnly = true });
            c.Response.Cookies.Append("session", v, new CookieOptions { Secure = c.Request.IsHttps });
            c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue("session", v).[|ToString|]());
            """),
        ReferenceAssemblies = version == "8" ? ReferenceAssemblies.AspNetCore80 : ReferenceAssemblies.AspNetCore90,
    }.RunAsync();

    [Theory]
    [MemberData(nameof(OlderFrameworks))]
    public Task OlderFramework_AppliedPolicy_IsSilent(string version) => new Verify.Test
    {
        TestCode = Application(
            "builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);",
            "app.UseCookiePolicy();",
            """c.Response.Cookies.Append("session", "1");"""),
        ReferenceAssemblies = version == "8" ? ReferenceAssemblies.AspNetCore80 : ReferenceAssemblies.AspNetCore90,
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task ProjectWithoutCookies_IsSilent() => new Verify.Test
    {
        TestCode = """
            public class Jar { public void Append(string name, string value) { } }
            public class Shop { public void Handle(Jar cookies) => cookies.Append("session", "1"); }
            """,
        ReferenceAssemblies = ReferenceAssemblies.Net100,
        IsSilent = true,
    }.RunAsync();

    [Theory]
    [InlineData("build_property.IsTestProject = true")]
    [InlineData("build_property.IsTestProject = True")]
    public Task TestProject_IsSilent(string config) => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.Append("session", v);"""),
        GlobalConfig = config,
        IsSilent = true,
    }.RunAsync();

    [Theory]
    [InlineData("build_property.IsTestProject = false", "")]
    [InlineData("build_property.IsTestProject = ", "")]
    [InlineData("build_property.IsTestProject = true", "[*.cs]\nsession_analyzers.include_tests = true")]
    [InlineData("build_property.IsTestProject = true\nsession_analyzers.include_tests = true", "")]
    public Task TestProject_Included_IsReported(string globalConfig, string editorConfig) => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.[|Append|]("session", v);"""),
        GlobalConfig = globalConfig,
        EditorConfig = editorConfig,
    }.RunAsync();

    [Fact]
    public Task TestProject_NotIncluded_IsSilent() => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.Append("session", v);"""),
        GlobalConfig = "build_property.IsTestProject = true",
        EditorConfig = "[*.cs]\nsession_analyzers.include_tests = false",
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task GeneratedFile_IsSilent() => new Verify.Test
    {
        TestState = { Sources = { ("/0/Shop.g.cs", Handler("""c.Response.Cookies.Append("session", v);""")) } },
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task RazorPage_IsReported() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                ("/0/Pages/Login_cshtml.g.cs", """
                    // <auto-generated/>
                    #nullable enable
                    #pragma checksum "/0/Pages/Login.cshtml" "{ff1816ec-aa5e-4d10-87f7-6f4963833460}" "00"
                    public class Login
                    {
                        public void Execute(HttpContext c, string v)
                        {
                            c.Response.Cookies.Append("session", v);
                    #line 3 "/0/Pages/Login.cshtml"
                            c.Response.Cookies.[|Append|]("session", v);
                    #line default
                    #line hidden
                            c.Response.Cookies.Append("session", v);
                        }
                    }
                    """),
            },
        },
    }.RunAsync();

    [Fact]
    public Task FileMarkedGenerated_IsSilent() =>
        Verify.VerifySilentAsync("// <auto-generated/>\n#nullable enable\n" + Handler("""c.Response.Cookies.Append("session", v);"""));

    private static string Handler(string body) => $$"""
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.Net.Http.Headers;

        public class Shop
        {
            public async Task Handle(
                HttpContext c, string v, bool x, int n, Settings settings, IConfiguration configuration, IAntiforgery antiforgery, ICookieManager manager,
                IDataProtector protector, ISecureDataFormat<AuthenticationTicket> ticketFormat, AuthenticationTicket ticket, CancellationToken cancellationToken)
            {
                await Task.Yield();
                {{body}}
            }
        }

        public static class Names
        {
            public const string Cookie = "session";
            public static readonly string ReadOnly = "auth-" + "cookie";
            public static string Computed => "my-session";
            public static string SessionId { get; set; } = "";
            public static string Make() => "login";
        }

        public class Settings
        {
            public string CookieName { get; set; } = "";
            public string SessionCookieName { get; set; } = "";
            public string AuthCookie { get; set; } = "";
            public string ThemeCookieName { get; set; } = "";
            public CookieOptions Cookie { get; set; } = null!;
            public CookieBuilder Builder { get; set; } = null!;
        }

        namespace Own
        {
            public class CookieOptions { public bool Secure { get; set; } }
            public interface IResponseCookies { void Append(string key, string value, CookieOptions options); }
            public class Jar : IResponseCookies { public void Append(string key, string value, CookieOptions options) { } }
        }

        public class Diary
        {
            public void Append(string key, string value) { }
        }

        public static class OtherProtector
        {
            public static string Protect(string text) => text;
        }
        """;

    private static string Application(string configuration, string pipeline, string body, bool withPolicyClass = false) => $$"""
        using Microsoft.AspNetCore.CookiePolicy;
        using Microsoft.Extensions.Options;
        using Microsoft.Net.Http.Headers;

        var builder = WebApplication.CreateBuilder(args);
        {{configuration}}
        var app = builder.Build();
        {{pipeline}}
        app.MapGet("/", (HttpContext c) =>
        {
            {{body}}
        });
        app.Run();

        public class Settings
        {
            public CookieSecurePolicy Secure { get; set; }
        }

        public static class Policies
        {
            public static readonly Action<CookiePolicyOptions> Field = o => o.Secure = CookieSecurePolicy.Always;
            public static readonly CookiePolicyOptions Options = new() { Secure = CookieSecurePolicy.Always };
            public static void Strict(CookiePolicyOptions o) => o.Secure = CookieSecurePolicy.Always;
        }
        {{(withPolicyClass ? """
            public class StrictPolicy : IConfigureOptions<CookiePolicyOptions>
            {
                public void Configure(CookiePolicyOptions options) => options.Secure = CookieSecurePolicy.Always;
            }
            """ : "")}}
        """;

    private static string Page(string body) => $$"""
        using System;
        using System.Web;
        using System.Web.Security;

        public class Login : System.Web.UI.Page
        {
            public void Handle(string v, HttpContextBase context, FormsAuthenticationTicket ticket)
            {
                {{body}}
            }
        }
        """;
}
