using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Testing.Tests.CallAnalyzer>;

namespace SessionAnalyzers.Testing.Tests;

public class ProjectOptionsTests
{
    private const string Marked = "class C { void Bad() { } void M() => {|#0:Bad()|}; }";

    private const string Unmarked = "class C { void Bad() { } void M() => Bad(); }";

    [Fact]
    public Task EditorConfig_IsRead() => new CSharpAnalyzerVerifier<ConfiguredAnalyzer>.Test
    {
        TestCode = Marked,
        EditorConfig = "[*.cs]\ntoy.report = from .editorconfig",
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("TOY1").WithLocation(0).WithArguments("from .editorconfig") } },
    }.RunAsync();

    [Fact]
    public Task EditorConfig_SetsSeverity() => new Verify.Test
    {
        TestCode = Marked,
        EditorConfig = "[*.cs]\ndotnet_diagnostic.TOY1.severity = error",
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("TOY1").WithLocation(0).WithSeverity(DiagnosticSeverity.Error) } },
    }.RunAsync();

    [Fact]
    public Task EditorConfig_Silences() => new Verify.Test
    {
        TestCode = Unmarked,
        EditorConfig = "[*.cs]\ndotnet_diagnostic.TOY1.severity = none",
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task BuildProperty_IsRead() => new CSharpAnalyzerVerifier<ConfiguredAnalyzer>.Test
    {
        TestCode = Marked,
        GlobalConfig = "build_property.ToyReport = from MSBuild",
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("TOY1").WithLocation(0).WithArguments("from MSBuild") } },
    }.RunAsync();

    [Fact]
    public Task WithoutConfig_NothingIsRead() => CSharpAnalyzerVerifier<ConfiguredAnalyzer>.VerifySilentAsync(Unmarked);

    [Fact]
    public Task TopLevelStatements_MakeAnApplication() => Verify.VerifyAnalyzerAsync("""
        var app = WebApplication.Create(args);
        app.MapGet("/", (HttpContext context) => [|Bad()|]);
        app.Run();

        static string Bad() => "";
        """);

    [Fact]
    public Task OutputKind_IsFollowed() => Failure.IsAsync(
        "CS5001",
        () => new Verify.Test { TestCode = Unmarked, TestState = { OutputKind = OutputKind.ConsoleApplication }, IsSilent = true }.RunAsync());

    [Fact]
    public Task LanguageVersion_IsFollowed() => Failure.IsAsync(
        "Feature 'primary constructors' is not available in C# 11.0",
        () => new Verify.Test { TestCode = "class C(int x);", LanguageVersion = LanguageVersion.CSharp11, IsSilent = true }.RunAsync());

    [Fact]
    public Task ImplicitUsings_WhenOff_AreAbsent() => Failure.IsAsync(
        "CS0246",
        () => new Verify.Test { TestCode = "class C { HttpContext? x; }", ImplicitUsings = false, IsSilent = true }.RunAsync());

    [Fact]
    public Task OldLanguage_HasNoImplicitUsings() => new Verify.Test
    {
        TestCode = Marked,
        LanguageVersion = LanguageVersion.CSharp9,
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("TOY1").WithLocation(0) } },
    }.RunAsync();

    // What came with the framework in the name's version, and what did not.
    [Theory]
    [InlineData("AspNetCore80", "Microsoft.AspNetCore.Antiforgery.IAntiforgery", "Microsoft.AspNetCore.StaticAssets.StaticAssetsEndpointConventionBuilder")]
    [InlineData("AspNetCore90", "Microsoft.AspNetCore.StaticAssets.StaticAssetsEndpointConventionBuilder", "Microsoft.AspNetCore.Identity.IdentityPasskeyOptions")]
    [InlineData("AspNetCore100", "Microsoft.AspNetCore.Identity.IdentityPasskeyOptions", "System.Web.HttpCookie")]
    [InlineData("Net100", "System.Threading.Lock", "Microsoft.AspNetCore.Http.IResponseCookies")]
    [InlineData("NetFramework472", "System.Web.HttpCookie", "System.Threading.Lock")]
    public async Task ReferenceAssemblies_HoldTheFramework(string framework, string present, string absent)
    {
        await Compiles(present);
        await Failure.IsAsync("does not compile", () => Compiles(absent));

        Task Compiles(string type) => new Verify.Test
        {
            TestCode = $"abstract class C {{ public abstract {type} M(); }}",
            ReferenceAssemblies = (ReferenceAssemblies)typeof(ReferenceAssemblies).GetProperty(framework)!.GetValue(null)!,
            IsSilent = true,
        }.RunAsync();
    }

    [Fact]
    public Task AddedAssembly_IsReferenced() => new Verify.Test
    {
        TestCode = "class C { void Bad() => {|TOY1:Bad()|}; SessionAnalyzers.Testing.SolutionState? x; }",
        ReferenceAssemblies = ReferenceAssemblies.Net100.AddAssemblies([typeof(SolutionState).Assembly.Location]),
    }.RunAsync();
}
