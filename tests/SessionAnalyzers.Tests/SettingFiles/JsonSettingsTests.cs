using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SessionAnalyzers.SettingFiles;

namespace SessionAnalyzers.Tests.SettingFiles;

/// <summary>The reader of JSON against the one that the application uses: the same values at the same keys, or nothing.</summary>
public class JsonSettingsTests
{
    private const string Sample = """
        // Shop
        {
          "Logging": { "LogLevel": { "Default": "Information" } }, /* and */
          "Jwt": {
            "Key": "a\"b\\c\/d\u0065\n",
            "Audiences": ["one", "two", { "Three": 3 }, [], {},],
            "Minutes": -1.5e+3, "On": true, "Off": false, "Nothing": null,
          },
        }
        """;

    public static TheoryData<string, string> Documents => new()
    {
        { """{"A":"x"}""", "A=x" },
        { """{"A":{"B":{"C":"x"}}}""", "A:B:C=x" },
        { """{"A:B":"x","A":{"C:D":"y"}}""", "A:B=x|A:C:D=y" },
        { """{"A":["x",{"B":"y"},["z"]]}""", "A:0=x|A:1:B=y|A:2:0=z" },
        { """{"A":1,"B":-1.5e+3,"C":true,"D":false,"E":null,"F":0}""", "A=1|B=-1.5e+3|C=true|D=false|E=|F=0" },
        { """{"A":"","B":" "}""", "A=|B= " },
        { """{"\u004bey":"\u0078\ud83d\ude00"}""", "Key=x😀" },
        { """{"A":"\"\\\/\b\f\n\r\t"}""", "A=\"\\/\b\f\n\r\t" },
        { """{"A":"x","A":"y"}""", "A=x|A=y" },
        { """{"":"x"," ":"y","1":"z","a b":"w","é":"v","$":"u"}""", "=x| =y|1=z|a b=w|é=v|$=u" },
        { """{"a:item":"x","item":"y","type":"z","xmlns":"w","root":"v","_x0041_":"u"}""", "a:item=x|item=y|type=z|xmlns=w|root=v|_x0041_=u" },
        { """{"A":"// no comment","B":"/* nor here */","C":"a,}","D":"[|"}""", "A=// no comment|B=/* nor here */|C=a,}|D=[|" },
        { "{ // one\n\"A\" : /* two */ \"x\" // three\n /* \"B\": \"y\" */ }", "A=x" },
        { "{/**/\"A\":\"x\"/***/,/*/*/\"B\":\"y\"/* ** / */}// end", "A=x|B=y" },
        { """{"A":["x",],"B":{"C":"y",},}""", "A:0=x|B:C=y" },
        { "{\"A\":\"x\",//\n}", "A=x" },
        { "\uFEFF{\"A\":\"x\"}", "A=x" },
        { "\r\n{\r\n\t\"A\" :\r\n\"x\"\r\n}\r\n", "A=x" },
        { "{}", "" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_IsRead(string text, string entries)
    {
        Assert.Equal(entries, string.Join('|', JsonSettings.Read(text).Select(static entry => $"{entry.Path}={entry.Value}")));
        Assert.True(IsValid(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\uFEFF")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("""{"A":"x""")]
    [InlineData("""{"A":"x"}}""")]
    [InlineData("""{"A":"x"} {}""")]
    [InlineData("""{"A":"x"}x""")]
    [InlineData("""{"A" "x"}""")]
    [InlineData("""{"A":"x" "B":"y"}""")]
    [InlineData("""{"A":["x" "y"]}""")]
    [InlineData("""{"A"::"x"}""")]
    [InlineData("""{"A":}""")]
    [InlineData("""{"A"}""")]
    [InlineData("""{:"x"}""")]
    [InlineData("""{,}""")]
    [InlineData("""{"A":"x",,}""")]
    [InlineData("""{"A":"x",,"B":"y"}""")]
    [InlineData("""{,"A":"x"}""")]
    [InlineData("""{"A":[,]}""")]
    [InlineData("""{"A":["x",,]}""")]
    [InlineData("""{"A":[,"x"]}""")]
    [InlineData("""{"A":"x"],}""")]
    [InlineData("""{"A":["x"}]""")]
    [InlineData("""{A:"x"}""")]
    [InlineData("""{'A':'x'}""")]
    [InlineData("""{"A":x}""")]
    [InlineData("""{"A":tru}""")]
    [InlineData("""{"A":True}""")]
    [InlineData("""{"A":truefalse}""")]
    [InlineData("""{"A":01}""")]
    [InlineData("""{"A":1.}""")]
    [InlineData("""{"A":.5}""")]
    [InlineData("""{"A":+1}""")]
    [InlineData("""{"A":-}""")]
    [InlineData("""{"A":1e}""")]
    [InlineData("""{"A":NaN}""")]
    [InlineData("""{"A":0x1F}""")]
    [InlineData("""{"A":"\x"}""")]
    [InlineData("""{"A":"\u12"}""")]
    [InlineData("""{"A":"\"}""")]
    [InlineData("{\"A\":\"x\ny\"}")]
    [InlineData("{\"A\":\"x\ty\"}")]
    [InlineData("{\"A\":\"x\u0000\"}")]
    [InlineData("""{"A" /* x */ : "x"}""")]
    [InlineData("{\"A\":\"x\" // \u2028\n}")]
    [InlineData("""{"A":"x"} /* open""")]
    [InlineData("""{"A":"x"} /""")]
    [InlineData("""{"A":"x"} # comment""")]
    [InlineData("{\"A\":\u00A0\"x\"}")]
    [InlineData("{\"A\":\"x\"}\uFEFF")]
    [InlineData("<configuration />")]
    public void MalformedDocument_IsSilent(string text)
    {
        Assert.Empty(JsonSettings.Read(text));
        Assert.False(IsValid(text));
    }

    /// <summary>Well-formed, but no configuration, or with a key that the parser takes for itself.</summary>
    [Theory]
    [InlineData("\"x\"")]
    [InlineData("null")]
    [InlineData("""["x"]""")]
    [InlineData("""{"__type":"x","A":"y"}""")]
    public void OtherDocument_IsSilent(string text) => Assert.Empty(JsonSettings.Read(text));

    [Fact]
    public void Entry_IsWhereItsValueIsWritten()
    {
        foreach (var text in new[] { Sample, Sample.ReplaceLineEndings("\r\n"), "\uFEFF" + Sample })
        {
            var entries = JsonSettings.Read(text);
            Assert.Equal(9, entries.Length);
            Assert.Equal(
                ["Information", """a\"b\\c\/d\u0065\n""", "one", "two", "3", "-1.5e+3", "true", "false", "null"],
                entries.Select(entry => text.Substring(entry.Span.Start, entry.Span.Length)));
            Assert.Equal("a\"b\\c/de\n", entries[1].Value);
        }
    }

    [Fact]
    public void TruncatedDocument_IsSilent()
    {
        for (var length = 0; length < Sample.Length; length++)
        {
            Assert.Empty(JsonSettings.Read(Sample[..length]));
        }
    }

    [Fact]
    public void DocumentWithACharacterMissingOrTwice_IsReadAsTheApplicationReadsIt()
    {
        for (var i = 0; i < Sample.Length; i++)
        {
            RequireSame(Sample.Remove(i, 1));
            RequireSame(Sample.Insert(i, Sample[i].ToString()));
            RequireSame(Sample.Remove(i, 1).Insert(i, "\""));
            RequireSame(Sample.Remove(i, 1).Insert(i, ","));
            RequireSame(Sample.Remove(i, 1).Insert(i, "/"));
        }
    }

    [Fact]
    public void AnyText_IsReadAsTheApplicationReadsIt() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(
            Gen.Elements("{", "}", "[", "]", ":", ",", "\"", "\"A\"", "\"B\\u0043\"", "\"\"", "1", "-", "true", "null", "//", "/*", "*/", "\n", " ", "\\", "é").ArrayOf().Select(string.Concat).ToArbitrary(),
            RequireSame));

    [Fact]
    public void DeepDocument_IsReadAsFarAsTheApplicationReadsIt()
    {
        Assert.Single(JsonSettings.Read(Nested(SettingFile.MaxDepth)));
        Assert.True(IsValid(Nested(SettingFile.MaxDepth)));
        Assert.Empty(JsonSettings.Read(Nested(SettingFile.MaxDepth + 1)));
        Assert.False(IsValid(Nested(SettingFile.MaxDepth + 1)));
        Assert.Empty(JsonSettings.Read(Nested(200_000)));
        Assert.Empty(JsonSettings.Read(new string('[', 500_000)));

        static string Nested(int depth) => string.Concat(Enumerable.Repeat("""{"A":""", depth)) + "\"x\"" + new string('}', depth);
    }

    [Fact]
    public void LargeDocument_IsRead()
    {
        var entries = JsonSettings.Read("{" + string.Join(',', Enumerable.Range(0, 20_000).Select(static i => $"\"Key{i}\":\"value{i}\"")) + "}");
        Assert.Equal(20_000, entries.Length);
        Assert.Equal("value19999", entries[^1].Value);
        Assert.Equal(200_000, JsonSettings.Read($$"""{"A":"{{new string('x', 200_000)}}"}""")[0].Value.Length);
    }

    [Fact]
    public void LongPath_IsLeftOut()
    {
        var name = new string('x', SettingFile.MaxPathLength);
        Assert.Equal(["A", "B"], JsonSettings.Read($$"""{"A":"1","{{name}}y":"2","{{name}}":{"C":{"D":"3"} },"B":"4"}""").Select(static entry => entry.Path));
    }

    private static void RequireSame(string text)
    {
        var entries = JsonSettings.Read(text);
        if (entries.IsEmpty)
        {
            return;
        }

        using var document = JsonDocument.Parse(text, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal(Values(document.RootElement, ""), entries.Select(static entry => $"{entry.Path}={entry.Value}"));
    }

    private static IEnumerable<string> Values(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Values(member.Value, Combine(path, member.Name))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Values(item, Combine(path, i.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
        JsonValueKind.String => [$"{path}={element.GetString()}"],
        JsonValueKind.Null => [$"{path}="],
        _ => [$"{path}={element.GetRawText()}"],
    };

    private static string Combine(string path, string name) => path.Length == 0 ? name : path + ":" + name;

    /// <summary>As JsonConfigurationFileParser reads it.</summary>
    private static bool IsValid(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
