using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1010CookiePolicyNotApplied,
    SessionAnalyzers.Rules.Cookies.SESS1010CookiePolicyNotAppliedFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1010CookiePolicyNotAppliedFixTests
{
    public static TheoryData<string, string> Pipelines => new()
    {
        {
            """
            app.UseHttpsRedirection();
            app.UseStaticFiles();

            app.UseRouting();
            app.UseAuthentication();
            app.Run();
            """,
            """
            app.UseHttpsRedirection();
            app.UseStaticFiles();
            app.UseCookiePolicy();

            app.UseRouting();
            app.UseAuthentication();
            app.Run();
            """
        },
        {
            """
            if (!app.Environment.IsDevelopment())
            {
                app.UseExceptionHandler("/Error");
                app.UseHsts();
            }

            // who
            app.UseAuthentication();
            app.Run();
            """,
            """
            if (!app.Environment.IsDevelopment())
            {
                app.UseExceptionHandler("/Error");
                app.UseHsts();
            }

            app.UseCookiePolicy();
            // who
            app.UseAuthentication();
            app.Run();
            """
        },
        {
            """
            app.MapGet("/", () => "");
            app.Run();
            """,
            """
            app.UseCookiePolicy();
            app.MapGet("/", () => "");
            app.Run();
            """
        },
        {
            """
            app.UseStaticFiles().UseSession();
            await app.RunAsync();
            """,
            """
            app.UseCookiePolicy();
            app.UseStaticFiles().UseSession();
            await app.RunAsync();
            """
        },
        {
            """
            app.Map("/admin", admin =>
            {
                admin.UseStaticFiles();
                admin.UseSession();
            });
            app.Run();
            """,
            """
            app.UseCookiePolicy();
            app.Map("/admin", admin =>
            {
                admin.UseStaticFiles();
                admin.UseSession();
            });
            app.Run();
            """
        },
    };

    [Theory]
    [MemberData(nameof(Pipelines))]
    public Task TopLevelPipeline_IsExtended(string before, string after)
    {
        return Verify.VerifyCodeFixAsync(Program("[|Configure|]", before), Program("Configure", after));

        static string Program(string call, string pipeline) => $$"""
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.{{call}}<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);
            var app = builder.Build();
            {{pipeline}}
            """;
    }

    [Fact]
    public Task PipelineOfAnotherDocument_IsExtended()
    {
        var test = new Verify.Test { ImplicitUsings = false };
        test.TestState.Sources.Add("""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;
            using Microsoft.Extensions.DependencyInjection;

            static class Services
            {
                public static void Add(IServiceCollection services)
                {
                    services.[|Configure|]<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);
                    services.[|Configure|]<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.Lax);
                }
            }
            """);
        const string startup = """
            using Microsoft.AspNetCore.Builder;

            class Startup
            {
                public void Configure(IApplicationBuilder app)
                {
                    Helpers.Use(app);
                    app.UseHsts();
                    app.UseStaticFiles();
                    app.UseRouting();
                    app.UseEndpoints(endpoints => { });
                }
            }

            static class Helpers
            {
                public static void Use(IApplicationBuilder builder)
                {
                    builder.UseSession();
                }
            }
            """;
        test.TestState.Sources.Add(startup);
        test.FixedState.Sources.Add(test.TestState.Sources[0].Content.Replace("[|Configure|]", "Configure"));
        test.FixedState.Sources.Add(startup.Replace("app.UseStaticFiles();", "app.UseStaticFiles();\n        app.UseCookiePolicy();"));
        return test.RunAsync();
    }

    [Fact]
    public Task Using_IsAdded() => new Verify.Test
    {
        TestCode = """
            using Microsoft.Extensions.DependencyInjection;

            class Startup
            {
                public void ConfigureServices(IServiceCollection services) =>
                    services.[|Configure|]<Microsoft.AspNetCore.Builder.CookiePolicyOptions>(o => o.Secure = Microsoft.AspNetCore.Http.CookieSecurePolicy.Always);

                public void Configure(Microsoft.AspNetCore.Builder.IApplicationBuilder app)
                {
                    app.Use(next => next);
                }
            }
            """,
        FixedCode = """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.DependencyInjection;

            class Startup
            {
                public void ConfigureServices(IServiceCollection services) =>
                    services.Configure<Microsoft.AspNetCore.Builder.CookiePolicyOptions>(o => o.Secure = Microsoft.AspNetCore.Http.CookieSecurePolicy.Always);

                public void Configure(Microsoft.AspNetCore.Builder.IApplicationBuilder app)
                {
                    app.UseCookiePolicy();
                    app.Use(next => next);
                }
            }
            """,
        ImplicitUsings = false,
    }.RunAsync();

    [Fact]
    public Task TwoPipelines_HaveNoFix()
    {
        const string source = """
            static class Services
            {
                public static void Add(IServiceCollection services) =>
                    services.[|Configure|]<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);
            }

            class Startup { public void Configure(IApplicationBuilder app) { app.UseRouting(); } }

            class OtherStartup { public void Configure(IApplicationBuilder app) { app.UseRouting(); } }
            """;
        return Verify.VerifyCodeFixAsync(source, source);
    }
}
