using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3006SecurityStampIntervalTooLong,
    SessionAnalyzers.Rules.Lifetime.SESS3006SecurityStampIntervalTooLongFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3006SecurityStampIntervalTooLongTests
{
    [Theory]
    [InlineData("TimeSpan.FromMinutes(31)")]
    [InlineData("TimeSpan.FromHours(4)")]
    [InlineData("TimeSpan.FromDays(14)")]
    [InlineData("TimeSpan.MaxValue")]
    [InlineData("Long")]
    public async Task LongInterval_IsReported(string interval)
    {
        await Verify.VerifyCodeFixAsync(
            Program($"services.Configure<SecurityStampValidatorOptions>(o => o.[|ValidationInterval|] = {interval});"),
            Program("services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(30));"));
        await Verify.VerifyCodeFixAsync(
            Program($"services.AddOptions<SecurityStampValidatorOptions>().Configure(o => {{ o.[|ValidationInterval|] = {interval}; }});"),
            Program("services.AddOptions<SecurityStampValidatorOptions>().Configure(o => { o.ValidationInterval = TimeSpan.FromMinutes(30); });"));
    }

    [Theory]
    [InlineData("TimeSpan.FromMinutes(30)")]
    [InlineData("TimeSpan.FromMinutes(1)")]
    [InlineData("TimeSpan.Zero")]
    [InlineData("configuration.GetValue<TimeSpan>(\"Interval\")")]
    [InlineData("TimeSpan.FromMinutes(configuration.GetValue<int>(\"Minutes\"))")]
    [InlineData("given")]
    [InlineData("environment.IsDevelopment() ? TimeSpan.MaxValue : TimeSpan.FromMinutes(5)")]
    public Task ShortOrUnknownInterval_IsSilent(string interval) =>
        Verify.VerifySilentAsync(Program($"services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = {interval});"));

    [Theory]
    [InlineData("services.Configure<SecurityStampValidatorOptions>(o => { });")]
    [InlineData("var own = new Own { ValidationInterval = TimeSpan.MaxValue };")]
    [InlineData("services.Configure<SecurityStampValidatorOptions>(o => { o.ValidationInterval = TimeSpan.MaxValue; o.ValidationInterval = TimeSpan.Zero; });")]
    public Task OtherCode_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Theory]
    [InlineData("max_revalidation_interval = 4h")]
    [InlineData("max_revalidation_interval = 04:00:00")]
    [InlineData("assurance = aal3\nsession_analyzers.max_revalidation_interval = 1d")]
    public Task WiderLimit_IsSilent(string option) => new Verify.Test
    {
        TestCode = Program("services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromHours(4));"),
        EditorConfig = "[*.cs]\nsession_analyzers." + option,
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task Message_IsReported()
    {
        var test = new Verify.Test
        {
            TestCode = Program("services.Configure<SecurityStampValidatorOptions>(o => o.{|#0:ValidationInterval|} = TimeSpan.FromMinutes(20));"),
            FixedCode = Program("services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(15));"),
            EditorConfig = "[*.cs]\nsession_analyzers.assurance = aal3",
        };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS3006").WithLocation(0)
            .WithArguments("ValidationInterval", "20 minutes", "a session should be checked again every 15 minutes at least"));
        return test.RunAsync();
    }

    private static string Program(string code) => $$"""
        using Microsoft.AspNetCore.Identity;

        class Startup
        {
            private static readonly TimeSpan Long = TimeSpan.FromHours(8);

            void Configure(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, TimeSpan given)
            {
                {{code}}
            }
        }

        class Own
        {
            public TimeSpan ValidationInterval { get; set; }
        }
        """;
}
