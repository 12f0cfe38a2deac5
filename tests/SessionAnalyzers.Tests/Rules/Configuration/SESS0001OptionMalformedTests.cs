using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Configuration.SESS0001OptionMalformed>;

namespace SessionAnalyzers.Tests.Rules.Configuration;

public class SESS0001OptionMalformedTests
{
    private const string Source = "class C;";
    private const string ADuration = "a duration longer than zero: 30d, 12h, 15m, or a TimeSpan such as 1.00:00:00";

    [Theory]
    [InlineData("session_analyzers.sensitive_names = ", "session_analyzers.sensitive_names", "is '', but must be names or words, separated by commas")]
    [InlineData("session_analyzers.sensitive_names = a b", "session_analyzers.sensitive_names", "is 'a b', but must be names or words, separated by commas")]
    [InlineData("session_analyzers.benign_names = x|y", "session_analyzers.benign_names", "is 'x|y', but must be names or words, separated by commas")]
    [InlineData("session_analyzers.include_tests = yes", "session_analyzers.include_tests", "is 'yes', but must be true or false")]
    [InlineData("session_analyzers.unseal_methods = Open", "session_analyzers.unseal_methods", "is 'Open', but must be methods with their type, separated by commas: My.Sealer.Open")]
    [InlineData("session_analyzers.unseal_methods = My..Open", "session_analyzers.unseal_methods", "is 'My..Open', but must be methods with their type, separated by commas: My.Sealer.Open")]
    [InlineData("session_analyzers.revalidate_methods = My.Sessions.CheckAsync()", "session_analyzers.revalidate_methods", "is 'My.Sessions.CheckAsync()', but must be methods with their type, separated by commas: My.Sessions.CheckAsync")]
    [InlineData("session_analyzers.single_node = 1", "session_analyzers.single_node", "is '1', but must be true or false")]
    [InlineData(
        "session_analyzers.sensitive_name = cart",
        "session_analyzers.sensitive_name",
        "is not an option; the options are session_analyzers.sensitive_names, session_analyzers.benign_names, session_analyzers.unseal_methods, session_analyzers.revalidate_methods, session_analyzers.include_tests, "
        + "session_analyzers.single_node, session_analyzers.assurance, session_analyzers.max_session_lifetime, session_analyzers.max_idle, session_analyzers.max_access_token_lifetime, "
        + "session_analyzers.max_refresh_token_lifetime, session_analyzers.max_revalidation_interval")]
    [InlineData("session_analyzers.assurance = aal4", "session_analyzers.assurance", "is 'aal4', but must be aal1, aal2 or aal3")]
    [InlineData("session_analyzers.max_session_lifetime = 30", "session_analyzers.max_session_lifetime", "is '30', but must be " + ADuration)]
    [InlineData("session_analyzers.max_idle = 0m", "session_analyzers.max_idle", "is '0m', but must be " + ADuration)]
    [InlineData("session_analyzers.max_access_token_lifetime = -1h", "session_analyzers.max_access_token_lifetime", "is '-1h', but must be " + ADuration)]
    [InlineData("session_analyzers.max_refresh_token_lifetime = long", "session_analyzers.max_refresh_token_lifetime", "is 'long', but must be " + ADuration)]
    [InlineData("session_analyzers.max_revalidation_interval = 00:00:00", "session_analyzers.max_revalidation_interval", "is '00:00:00', but must be " + ADuration)]
    [InlineData("session_analyzers.single_node = maybe", "session_analyzers.single_node", "is 'maybe', but must be true or false")]
    public Task OptionOfAFile_IsReported(string line, string key, string problem) => new Verify.Test
    {
        TestCode = Source,
        EditorConfig = "[*.cs]\n" + line,
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS0001").WithArguments(key, problem) } },
    }.RunAsync();

    [Theory]
    [InlineData("Loud")]
    [InlineData("strict")]
    public Task UnknownMode_IsReported(string mode) => new Verify.Test
    {
        TestCode = Source,
        GlobalConfig = "build_property.SessionAnalyzersMode = " + mode,
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS0001").WithArguments("SessionAnalyzersMode", $"is '{mode}', but must be Default, Strict, Audit or None") } },
    }.RunAsync();

    [Fact]
    public Task SameMistakeInManyFiles_IsReportedOnce() => new Verify.Test
    {
        EditorConfig = "[*.cs]\nsession_analyzers.include_tests = perhaps",
        TestState =
        {
            Sources = { Source, "class D;", "class E;" },
            ExpectedDiagnostics = { Verify.Diagnostic("SESS0001").WithArguments("session_analyzers.include_tests", "is 'perhaps', but must be true or false") },
        },
    }.RunAsync();

    [Theory]
    [InlineData("session_analyzers.sensitive_names = cart")]
    [InlineData("session_analyzers.sensitive_names = cart, shop_id ,X.Y-Z")]
    [InlineData("session_analyzers.benign_names = login_hint")]
    [InlineData("session_analyzers.include_tests = TRUE")]
    [InlineData("session_analyzers.assurance = aal2")]
    [InlineData("session_analyzers.max_session_lifetime = 30d")]
    [InlineData("session_analyzers.max_idle = 1.00:00:00")]
    [InlineData("session_analyzers.max_access_token_lifetime = 15m")]
    [InlineData("session_analyzers.max_refresh_token_lifetime = 12h")]
    [InlineData("session_analyzers.max_revalidation_interval = 00:10:00")]
    [InlineData("session_analyzers.single_node = true")]
    [InlineData("other_analyzers.include_tests = perhaps")]
    [InlineData("dotnet_diagnostic.SESS1001.severity = none")]
    public Task RightOptionOrSomebodyElses_IsSilent(string line) => new Verify.Test
    {
        TestCode = Source,
        EditorConfig = "[*.cs]\n" + line,
        IsSilent = true,
    }.RunAsync();

    [Theory]
    [InlineData("Default")]
    [InlineData("Strict")]
    [InlineData("Audit")]
    [InlineData("None")]
    public Task KnownMode_IsSilent(string mode) => new Verify.Test
    {
        TestCode = Source,
        GlobalConfig = "build_property.SessionAnalyzersMode = " + mode,
        IsSilent = true,
    }.RunAsync();
}
