using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2001HardCodedKey>;

namespace SessionAnalyzers.Tests.Annotations;

public sealed class SealingKeyAnnotationTests
{
    [Theory]
    [InlineData("""Sealer.[|Seal|]("text", "a-very-secret-key");""")]
    [InlineData("""Sealer.[|Seal|](key: "a-very-secret-key", text: "text");""")]
    [InlineData("""Sealer.[|Seal|]("text", configuration["Key"] ?? "a-very-secret-key");""")]
    [InlineData("""new [|Sealer|]("a-very-secret-key");""")]
    [InlineData("""Sealer sealer = [|new|]("a-very-secret-key");""")]
    [InlineData("""new [|Ring|]("a-very-secret-key");""")]
    [InlineData("""options.[|Key|] = "a-very-secret-key";""")]
    [InlineData("""var other = new Options { [|Key|] = "a-very-secret-key" };""")]
    public Task LiteralForAMarkedKey_IsReported(string body) => Verify.VerifyAnalyzerAsync(Program(body, "SealedSessions.Annotations"));

    [Theory]
    [InlineData("""[SealingKey] public static readonly byte[] [|Signing|] = { 1, 2, 3, 4 };""")]
    [InlineData("""[SealingKey] public const string [|Signing|] = "a-very-secret-key";""")]
    [InlineData("""[SealingKey] public static byte[] [|Signing|] => "a-very-secret-key"u8.ToArray();""")]
    [InlineData("""[SealingKey] public string [|Signing|] { get; set; } = "a-very-secret-key";""")]
    [InlineData("""[return: SealingKey] public static string [|Signing|]() { return "a-very-secret-key"; }""")]
    public Task MarkedMember_IsReported(string member) => Verify.VerifyAnalyzerAsync(Program("", "SealedSessions.Annotations", member));

    [Theory]
    [InlineData("""Sealer.Seal("a-text", configuration["Key"]!);""")]
    [InlineData("""Sealer.Seal("a-text", given);""")]
    [InlineData("""new Sealer(given);""")]
    [InlineData("""options.Key = given;""")]
    [InlineData("""options.Other = "a-very-secret-key";""")]
    public Task KeyFromElsewhere_IsSilent(string body) => Verify.VerifySilentAsync(Program(body, "SealedSessions.Annotations"));

    [Fact]
    public Task AttributeOfAnotherNamespace_IsSilent() => Verify.VerifySilentAsync(Program("""Sealer.Seal("text", "a-very-secret-key");""", "Elsewhere"));

    private static string Program(string body, string annotations, string member = "") => $$"""
        using {{annotations}};

        class Sealer([SealingKey] string key)
        {
            public string Key => key;

            public static string Seal(string text, [SealingKey] string key) => text + key.Length;
        }

        class Ring
        {
            public Ring([SealingKey] string key) => Length = key.Length;

            public int Length { get; }
        }

        class Options
        {
            [SealingKey]
            public string Key { get; set; } = "";

            public string Other { get; set; } = "";
        }

        class Shop
        {
            {{member}}

            void Handle(Options options, IConfiguration configuration, string given)
            {
                {{body}}
            }
        }

        namespace {{annotations}}
        {
            [System.AttributeUsage(System.AttributeTargets.Parameter | System.AttributeTargets.Property | System.AttributeTargets.Field | System.AttributeTargets.ReturnValue)]
            [System.Diagnostics.Conditional("NEVER")]
            sealed class SealingKeyAttribute : System.Attribute { }
        }
        """;
}
