using System.Text.Json.Nodes;

namespace SealedSessions.Tests.Format.Second;

/// <summary>The stored tokens, from code and from the file alone. A change here breaks every session there is.</summary>
public class KnownTokensTests
{
    private static readonly string Stored = File.ReadAllText(Repository.PathTo("tests/SealedSessions.Tests/Format/known-tokens.json"));

    public static TheoryData<string> Names => [.. Rows().Select(static row => row["name"]!.GetValue<string>())];

    [Fact]
    public void File_IsReproducedExactly() => Assert.Equal(KnownTokens.Render(), Stored.ReplaceLineEndings("\n"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Inputs_MakeTheToken(string name)
    {
        var row = Row(name);
        var known = KnownToken.Read(row);

        Assert.Equal(row["token"]!.GetValue<string>(), known.Seal());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Token_IsRead(string name)
    {
        var row = Row(name);
        var known = KnownToken.Read(row);
        known.Parameters.Nonce = [];

        var reading = SecondToken.Read(row["token"]!.GetValue<string>(), known.Parameters, new() { Now = known.Session.IssuedAt });

        Assert.Equal(SecondStatus.Success, reading.Status);
        Assert.Equivalent(known.Session, reading.Session, strict: true);
    }

    private static JsonNode Row(string name) => Rows().Single(row => row["name"]!.GetValue<string>() == name);

    private static IEnumerable<JsonNode> Rows() => JsonNode.Parse(Stored)!["tokens"]!.AsArray().Select(static row => row!);
}
