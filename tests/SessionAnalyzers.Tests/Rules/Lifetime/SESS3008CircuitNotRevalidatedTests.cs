using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3008CircuitNotRevalidated,
    SessionAnalyzers.Rules.Lifetime.SESS3008CircuitNotRevalidatedFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3008CircuitNotRevalidatedTests
{
    private const string Checks = "protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellation) => Check();";
    private const string Interval = "protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);";

    [Theory]
    [InlineData("protected override TimeSpan [|RevalidationInterval|] => TimeSpan.FromHours(2);", "protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);")]
    [InlineData("protected override TimeSpan [|RevalidationInterval|] { get; } = TimeSpan.FromHours(2);", "protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromMinutes(30);")]
    [InlineData("protected override TimeSpan [|RevalidationInterval|] { get { return TimeSpan.MaxValue; } }", "protected override TimeSpan RevalidationInterval { get { return TimeSpan.FromMinutes(30); } }")]
    [InlineData("protected override TimeSpan [|RevalidationInterval|] { get => Long; }", "protected override TimeSpan RevalidationInterval { get => TimeSpan.FromMinutes(30); }")]
    [InlineData("protected override TimeSpan [|RevalidationInterval|] => Timeout.InfiniteTimeSpan;", "protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);")]
    [InlineData("protected override TimeSpan [|RevalidationInterval|] => Made();", "protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);")]
    public Task LongInterval_IsReported(string before, string after) => Verify.VerifyCodeFixAsync(Provider(before, Checks), Provider(after, Checks));

    [Theory]
    [InlineData("protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);")]
    [InlineData("protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);")]
    [InlineData("protected override TimeSpan RevalidationInterval { get; } = Changed;")]
    [InlineData("protected override TimeSpan RevalidationInterval => given;")]
    [InlineData("protected override TimeSpan RevalidationInterval => environment.IsDevelopment() ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(1);")]
    public Task ShortOrUnknownInterval_IsSilent(string interval) => Verify.VerifySilentAsync(Provider(interval, Checks));

    [Theory]
    [InlineData("protected override Task<bool> [|ValidateAuthenticationStateAsync|](AuthenticationState state, CancellationToken cancellation) => Task.FromResult(true);")]
    [InlineData("protected override async Task<bool> [|ValidateAuthenticationStateAsync|](AuthenticationState state, CancellationToken cancellation) => true;")]
    [InlineData("protected override async Task<bool> [|ValidateAuthenticationStateAsync|](AuthenticationState state, CancellationToken cancellation) { await Task.Yield(); return true; }")]
    [InlineData("protected override Task<bool> [|ValidateAuthenticationStateAsync|](AuthenticationState state, CancellationToken cancellation) { return Task.FromResult(result: true); }")]
    public Task ValidationThatIsAlwaysTrue_IsReported(string method)
    {
        var source = Provider(Interval, method);
        return Verify.VerifyCodeFixAsync(source, source);
    }

    [Theory]
    [InlineData("protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellation) => Task.FromResult(state.User.Identity!.IsAuthenticated);")]
    [InlineData("protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellation) => await Check();")]
    [InlineData("protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellation) { if (await Check()) { return true; } return false; }")]
    [InlineData("protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellation) => Task.FromResult(false);")]
    [InlineData("protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellation) => environment.IsDevelopment() || await Check();")]
    public Task ValidationThatAsks_IsSilent(string method) => Verify.VerifySilentAsync(Provider(Interval, method));

    [Fact]
    public Task MembersOfAnotherType_IsSilent() => Verify.VerifySilentAsync(
        """
        abstract class Base
        {
            protected abstract TimeSpan RevalidationInterval { get; }

            protected virtual Task<bool> ValidateAuthenticationStateAsync() => Task.FromResult(true);
        }

        class Own : Base
        {
            protected override TimeSpan RevalidationInterval => TimeSpan.FromDays(1);

            protected override Task<bool> ValidateAuthenticationStateAsync() => Task.FromResult(true);
        }
        """);

    [Theory]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents().[|AddInteractiveServerComponents|]();")]
    [InlineData("services.AddAuthentication().AddCookie(); services.[|AddServerSideBlazor|]();")]
    [InlineData("services.AddIdentity<IdentityUser, IdentityRole>(); services.AddRazorComponents().[|AddInteractiveServerComponents|](options => { });")]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents().[|AddInteractiveServerComponents|](); services.AddScoped<AuthenticationStateProvider, Plain>();")]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents().[|AddInteractiveServerComponents|](); services.AddCascadingAuthenticationState();")]
    public Task ServerWithoutRevalidation_IsReported(string code)
    {
        var source = Server(code);
        return Verify.VerifyCodeFixAsync(source, source);
    }

    [Theory]
    [InlineData("services.AddRazorComponents().AddInteractiveServerComponents();")]
    [InlineData("services.AddServerSideBlazor();")]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents();")]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents().AddInteractiveServerComponents(); services.AddScoped<AuthenticationStateProvider>(_ => null!);")]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents().AddInteractiveServerComponents(); services.AddScoped(typeof(AuthenticationStateProvider), type);")]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents().AddInteractiveServerComponents(); services.Add(ServiceDescriptor.Scoped<AuthenticationStateProvider, Plain>());")]
    [InlineData("services.AddAuthentication(); services.AddRazorComponents().AddInteractiveServerComponents(); services.AddScoped<AuthenticationStateProvider, Microsoft.AspNetCore.Components.Server.ServerAuthenticationStateProvider>();")]
    [InlineData("services.AddAuthentication(); if (environment.IsDevelopment()) { services.AddServerSideBlazor(); }")]
    public Task ServerWithoutUsersOrWithAProviderThatIsNotSeen_IsSilent(string code) => Verify.VerifySilentAsync(Server(code));

    [Fact]
    public Task ServerWithRevalidation_IsSilent() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                Server("services.AddAuthentication(); services.AddRazorComponents().AddInteractiveServerComponents(); services.AddScoped<AuthenticationStateProvider, Provider>();"),
                Provider(Interval, Checks),
            },
        },
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task Messages_AreReported()
    {
        var test = new Verify.Test
        {
            TestCode = Provider(
                "protected override TimeSpan {|#0:RevalidationInterval|} => Timeout.InfiniteTimeSpan;",
                "protected override Task<bool> {|#1:ValidateAuthenticationStateAsync|}(AuthenticationState state, CancellationToken cancellation) => Task.FromResult(true);"),
            FixedCode = Provider(
                Interval,
                "protected override Task<bool> {|#1:ValidateAuthenticationStateAsync|}(AuthenticationState state, CancellationToken cancellation) => Task.FromResult(true);"),
        };
        var always = Verify.Diagnostic("SESS3008").WithLocation(1).WithArguments("ValidateAuthenticationStateAsync", "always true", "it should ask whether the user may still be signed in");
        test.TestState.ExpectedDiagnostics.AddRange([
            Verify.Diagnostic("SESS3008").WithLocation(0).WithArguments("RevalidationInterval", "infinite", "a session should be checked again every 30 minutes at least"),
            always,
        ]);
        test.FixedState.ExpectedDiagnostics.Add(always);
        return test.RunAsync();
    }

    private static string Provider(string interval, string validation) => $$"""
        using Microsoft.AspNetCore.Components.Authorization;
        using Microsoft.AspNetCore.Components.Server;

        class Provider(ILoggerFactory loggers, IHostEnvironment environment, TimeSpan given) : RevalidatingServerAuthenticationStateProvider(loggers)
        {
            private static readonly TimeSpan Long = TimeSpan.FromHours(8);

            private readonly IHostEnvironment environment = environment;
            private readonly TimeSpan given = given;

            {{interval}}

            public static TimeSpan Changed { get; set; }

            {{validation}}

            private static TimeSpan Made() => TimeSpan.FromHours(3);

            private Task<bool> Check() => Task.FromResult(environment.IsProduction() && given.Ticks > 3);
        }
        """;

    private static string Server(string code) => $$"""
        using Microsoft.AspNetCore.Components.Authorization;
        using Microsoft.AspNetCore.Identity;

        class Startup
        {
            void Configure(IServiceCollection services, IHostEnvironment environment, Type type)
            {
                {{code}}
            }
        }

        class Plain : AuthenticationStateProvider
        {
            public override Task<AuthenticationState> GetAuthenticationStateAsync() => throw new NotSupportedException();
        }
        """;
}
