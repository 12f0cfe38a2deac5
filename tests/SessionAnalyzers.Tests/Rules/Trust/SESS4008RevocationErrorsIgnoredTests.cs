using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Trust.SESS4008RevocationErrorsIgnored,
    SessionAnalyzers.Rules.Trust.SESS4008RevocationErrorsIgnoredFix>;

namespace SessionAnalyzers.Tests.Rules.Trust;

public class SESS4008RevocationErrorsIgnoredTests
{
    [Theory]
    [InlineData("return protector.[|DangerousUnprotect|](data, true, out _, out _);", "return protector.DangerousUnprotect(data, false, out _, out _);")]
    [InlineData("return protector.[|DangerousUnprotect|](data, true, out var migrate, out var revoked);", "return protector.DangerousUnprotect(data, false, out var migrate, out var revoked);")]
    [InlineData("return protector.[|DangerousUnprotect|](data, true, out bool _, out var _);", "return protector.DangerousUnprotect(data, false, out bool _, out var _);")]
    [InlineData("return protector.[|DangerousUnprotect|](data, ignoreRevocationErrors: true, out bool migrate, out bool revoked);", "return protector.DangerousUnprotect(data, ignoreRevocationErrors: false, out bool migrate, out bool revoked);")]
    [InlineData("return protector.[|DangerousUnprotect|](wasRevoked: out _, requiresMigration: out _, ignoreRevocationErrors: true, protectedData: data);", "return protector.DangerousUnprotect(wasRevoked: out _, requiresMigration: out _, ignoreRevocationErrors: false, protectedData: data);")]
    [InlineData("bool revoked; return protector.[|DangerousUnprotect|](data, true, out _, out revoked);", "bool revoked; return protector.DangerousUnprotect(data, false, out _, out revoked);")]
    [InlineData("var plain = protector.[|DangerousUnprotect|](data, true, out var migrate, out var revoked); return migrate ? protector.Protect(plain) : plain;", "var plain = protector.DangerousUnprotect(data, false, out var migrate, out var revoked); return migrate ? protector.Protect(plain) : plain;")]
    [InlineData("var plain = protector.[|DangerousUnprotect|](data, true, out _, out var revoked); _ = revoked; return plain;", "var plain = protector.DangerousUnprotect(data, false, out _, out var revoked); _ = revoked; return plain;")]
    [InlineData("var plain = protector.[|DangerousUnprotect|](data, true, out _, out var revoked); revoked = false; return plain;", "var plain = protector.DangerousUnprotect(data, false, out _, out var revoked); revoked = false; return plain;")]
    [InlineData("const bool Ignore = true; return protector.[|DangerousUnprotect|](data, Ignore, out _, out _);", "const bool Ignore = true; return protector.DangerousUnprotect(data, false, out _, out _);")]
    [InlineData("var ignore = true; return protector.[|DangerousUnprotect|](data, ignore, out _, out _);", "var ignore = true; return protector.DangerousUnprotect(data, false, out _, out _);")]
    [InlineData("return protector.[|DangerousUnprotect|](data, Lenient, out _, out _);", "return protector.DangerousUnprotect(data, false, out _, out _);")]
    [InlineData("return ((IPersistedDataProtector)other).[|DangerousUnprotect|](data, true, out _, out _);", "return ((IPersistedDataProtector)other).DangerousUnprotect(data, false, out _, out _);")]
    [InlineData("return (other as IPersistedDataProtector)?.[|DangerousUnprotect|](data, true, out _, out _) ?? [];", "return (other as IPersistedDataProtector)?.DangerousUnprotect(data, false, out _, out _) ?? [];")]
    [InlineData("return other is IPersistedDataProtector persisted ? persisted.[|DangerousUnprotect|](data, true, out _, out _) : other.Unprotect(data);", "return other is IPersistedDataProtector persisted ? persisted.DangerousUnprotect(data, false, out _, out _) : other.Unprotect(data);")]
    [InlineData("return own.[|DangerousUnprotect|](data, true, out _, out _);", "return own.DangerousUnprotect(data, false, out _, out _);")]
    [InlineData("return environment.IsDevelopment() ? protector.DangerousUnprotect(data, true, out _, out _) : protector.[|DangerousUnprotect|](data, true, out _, out _);", "return environment.IsDevelopment() ? protector.DangerousUnprotect(data, true, out _, out _) : protector.DangerousUnprotect(data, false, out _, out _);")]
    public Task AnswerThatNobodyReads_IsReportedAndMended(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Fact]
    public Task SeveralCalls_AreMendedTogetherAndKeepTheirComments() => Verify.VerifyCodeFixAsync(
        InMethod("""
            var first = protector.[|DangerousUnprotect|](
                        data,
                        true, // old cookies
                        out _,
                        out var revoked);
                    // and once more
                    var second = protector.[|DangerousUnprotect|](data, /* why? */ true, out _, out _);
                    return [.. first, .. second];
            """),
        InMethod("""
            var first = protector.DangerousUnprotect(
                        data,
                        false, // old cookies
                        out _,
                        out var revoked);
                    // and once more
                    var second = protector.DangerousUnprotect(data, /* why? */ false, out _, out _);
                    return [.. first, .. second];
            """));

    [Fact]
    public Task Message_SaysWhatToDo() => new Verify.Test
    {
        TestCode = InMethod("return protector.{|#0:DangerousUnprotect|}(data, true, out _, out _);"),
        FixedCode = InMethod("return protector.DangerousUnprotect(data, false, out _, out _);"),
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS4008").WithLocation(0) } },
    }.RunAsync();

    [Theory]
    [InlineData("return protector.DangerousUnprotect(data, false, out _, out _);")]
    [InlineData("return protector.DangerousUnprotect(data, given, out _, out _);")]
    [InlineData("return protector.DangerousUnprotect(data, given ? true : false, out _, out _);")]
    [InlineData("return protector.DangerousUnprotect(data, Strict, out _, out _);")]
    [InlineData("var plain = protector.DangerousUnprotect(data, true, out _, out var revoked); if (revoked) { throw new InvalidOperationException(); } return plain;")]
    [InlineData("var plain = protector.DangerousUnprotect(data, true, out var migrate, out var revoked); return migrate || revoked ? protector.Protect(plain) : plain;")]
    [InlineData("bool revoked; var plain = protector.DangerousUnprotect(data, true, out _, out revoked); return revoked ? [] : plain;")]
    [InlineData("var plain = protector.DangerousUnprotect(data, true, out _, out var revoked); Console.WriteLine(revoked); return plain;")]
    [InlineData("var plain = protector.DangerousUnprotect(data, true, out _, out var revoked); Func<bool> later = () => revoked; return later() ? [] : plain;")]
    [InlineData("var plain = protector.DangerousUnprotect(data, true, out _, out var revoked); var copy = revoked; return copy ? [] : plain;")]
    [InlineData("return protector.DangerousUnprotect(data, true, out _, out _revoked);")]
    [InlineData("return protector.DangerousUnprotect(data, true, out _, out answer);")]
    [InlineData("return protector.DangerousUnprotect(data, true, out _, out flags[0]);")]
    [InlineData("return protector.Unprotect(data);")]
    [InlineData("return environment.IsDevelopment() ? protector.DangerousUnprotect(data, true, out _, out _) : protector.Unprotect(data);")]
    [InlineData("#if DEBUG\nreturn protector.DangerousUnprotect(data, true, out _, out _);\n#else\nreturn protector.Unprotect(data);\n#endif")]
    [InlineData("return new Stranger().DangerousUnprotect(data, true, out _, out _);")]
    public Task AnswerThatIsReadOrUnknown_IsSilent(string code) => Verify.VerifySilentAsync(InMethod(code));

    [Fact]
    public Task TestProject_IsSilent() => new Verify.Test
    {
        TestCode = InMethod("return protector.DangerousUnprotect(data, true, out _, out _);"),
        GlobalConfig = "build_property.IsTestProject = true",
        IsSilent = true,
    }.RunAsync();

    private static string InMethod(string code) => $$"""
        using Microsoft.AspNetCore.DataProtection;

        class Store
        {
            private static readonly bool Lenient = true;
            private static readonly bool Strict = false;
            private bool _revoked;

            public bool IsRevoked => _revoked;

            byte[] Open(IPersistedDataProtector protector, IDataProtector other, Own own, IHostEnvironment environment, byte[] data, bool given, bool[] flags, out bool answer)
            {
                answer = false;
                {{code}}
            }
        }

        class Own(IPersistedDataProtector inner) : IPersistedDataProtector
        {
            public IDataProtector CreateProtector(string purpose) => inner.CreateProtector(purpose);

            public byte[] Protect(byte[] plaintext) => inner.Protect(plaintext);

            public byte[] Unprotect(byte[] protectedData) => inner.Unprotect(protectedData);

            public byte[] DangerousUnprotect(byte[] protectedData, bool ignoreRevocationErrors, out bool requiresMigration, out bool wasRevoked) =>
                inner.DangerousUnprotect(protectedData, ignoreRevocationErrors, out requiresMigration, out wasRevoked);
        }

        class Stranger
        {
            public byte[] DangerousUnprotect(byte[] protectedData, bool ignoreRevocationErrors, out bool requiresMigration, out bool wasRevoked)
            {
                requiresMigration = wasRevoked = false;
                return protectedData;
            }
        }

        """;
}
