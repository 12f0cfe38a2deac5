using System.Xml.Linq;
using SessionAnalyzers.SettingFiles;

namespace SessionAnalyzers.Tests.SettingFiles;

public class XmlSettingsTests
{
    private const string Sample = """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- <add key="Old" value="comment" /> -->
        <configuration>
          <appSettings>
            <add key="JwtKey" value='a&amp;b "c"' />
            <add value = "first"
                 key = "Second" />
          </appSettings>
          <location path="admin">
            <system.web>
              <sessionState timeout="20" /><httpCookies requireSSL="true"></httpCookies>
            </system.web>
          </location>
        </configuration>
        """;

    [Fact]
    public void Attribute_IsReadWhereItsValueIsWritten()
    {
        foreach (var text in new[] { Sample, Sample.ReplaceLineEndings("\r\n"), Sample.ReplaceLineEndings("\r"), "\uFEFF" + Sample })
        {
            var entries = XmlSettings.Read(text);
            Assert.Equal(["JwtKey", "Second", "system.web:sessionState:timeout", "system.web:httpCookies:requireSSL"], entries.Select(static entry => entry.Path));
            Assert.Equal(["a&b \"c\"", "first", "20", "true"], entries.Select(static entry => entry.Value));
            Assert.Equal(["a&amp;b \"c\"", "first", "20", "true"], entries.Select(entry => text.Substring(entry.Span.Start, entry.Span.Length)));
            Assert.Equal([0, 0, 1, 1], entries.Select(static entry => entry.Scope));
        }
    }

    /// <summary>What ends a line for source text, but not for XML.</summary>
    [Theory]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    public void LineEndOfSourceText_IsNoneOfXml(char lineEnd)
    {
        var text = $"<configuration><!-- {lineEnd} -->{lineEnd}\n{lineEnd}<a b=\"{lineEnd}\" c=\"x\"/></configuration>";
        Assert.Equal([lineEnd.ToString(), "x"], XmlSettings.Read(text).Select(entry => text.Substring(entry.Span.Start, entry.Span.Length)));
    }

    [Theory]
    [InlineData("<configuration xmlns=\"http://schemas.microsoft.com/.NetConfiguration/v2.0\"><a b=\"x\"/></configuration>", "a:b=x")]
    [InlineData("<configuration><a b='x'/><a b='y'/></configuration>", "a:b=x|a:b=y")]
    [InlineData("<configuration><a b='&#x41;&lt;&quot;'/></configuration>", "a:b=A<\"")]
    [InlineData("<configuration><a x:b='1' c='2' xmlns:x='urn:x'/></configuration>", "a:c=2")]
    [InlineData("<configuration><location path='p'><a b='x'/></location></configuration>", "a:b=x")]
    [InlineData("<configuration><![CDATA[<a b='x'/>]]><?a b='x'?></configuration>", "")]
    [InlineData("<configuration><appSettings><remove key='A'/><clear/><add key='A'/><add value='x'/></appSettings></configuration>", "appSettings:remove:key=A")]
    [InlineData("<configuration><appSettings configBuilders='Env'><add key='A' value='x'/></appSettings></configuration>", "appSettings:configBuilders=Env")]
    [InlineData("<other><a b='x'/></other>", "")]
    [InlineData("<configuration/>", "")]
    public void Document_IsRead(string text, string entries) =>
        Assert.Equal(entries, string.Join('|', XmlSettings.Read(text).Select(static entry => $"{entry.Path}={entry.Value}")));

    [Theory]
    [InlineData("SetAttributes", "m,n")]
    [InlineData("SetAttributes(m)", "m")]
    [InlineData("SetAttributes( n , m )", "m,n")]
    [InlineData("Insert", "m,n")]
    [InlineData("InsertIfMissing", "m,n")]
    [InlineData("InsertAfter(/configuration/b)", "m,n")]
    [InlineData("Replace", "m,n")]
    [InlineData("Remove", "")]
    [InlineData("RemoveAll", "")]
    [InlineData("RemoveAttributes(m,n)", "")]
    [InlineData("Unheard", "")]
    public void Transform_SetsWhatItSaysItDoes(string transform, string set) => Assert.Equal(
        set,
        string.Join(',', Transformed($"<a m='1' n='2' xdt:Transform='{transform}'/>").Select(static entry => entry.Path[2..])));

    [Fact]
    public void ElementOfATransform_IsSetOnlyInAnInsertedOne()
    {
        Assert.Equal(["a:b:m"], Transformed("<a xdt:Transform='Insert'><b m='1'/></a>").Select(static entry => entry.Path));
        Assert.Empty(Transformed("<a xdt:Transform='SetAttributes'><b m='1'/></a>"));
        Assert.Empty(Transformed("<a m='1' xdt:Locator='Match(m)'/>"));
        Assert.Empty(Transformed("<a m='1'/><b xdt:Transform='Remove'/>"));

        // The prefix alone transforms nothing.
        Assert.Equal(["a:m"], Transformed("<a m='1'/>").Select(static entry => entry.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" <?xml version='1.0'?><configuration><a b='x'/></configuration>")]
    [InlineData("<configuration><a b='x'/>")]
    [InlineData("<configuration><a b='x'/></configuration><configuration/>")]
    [InlineData("<configuration><a b='x' b='y'/></configuration>")]
    [InlineData("<configuration><a b=x/></configuration>")]
    [InlineData("<configuration><a b='<'/></configuration>")]
    [InlineData("<configuration><a b='&unknown;'/></configuration>")]
    [InlineData("<configuration><a b='&#0;'/></configuration>")]
    [InlineData("<configuration><a b='x' xdt:Transform='Insert'/></configuration>")]
    [InlineData("<!DOCTYPE configuration [<!ENTITY e 'x'>]><configuration><a b='&e;'/></configuration>")]
    [InlineData("<!DOCTYPE configuration SYSTEM 'file:///etc/passwd'><configuration><a b='x'/></configuration>")]
    [InlineData("{ \"A\": \"x\" }")]
    public void MalformedDocument_IsSilent(string text) => Assert.Empty(XmlSettings.Read(text));

    [Fact]
    public void TruncatedDocument_IsSilent()
    {
        for (var length = 0; length < Sample.Length; length++)
        {
            Assert.Empty(XmlSettings.Read(Sample[..length]));
        }
    }

    [Fact]
    public void DocumentWithACharacterMissingOrTwice_IsSilentOrRight()
    {
        for (var i = 0; i < Sample.Length; i++)
        {
            foreach (var text in new[] { Sample.Remove(i, 1), Sample.Insert(i, Sample[i].ToString()), Sample.Remove(i, 1).Insert(i, "\""), Sample.Remove(i, 1).Insert(i, ">") })
            {
                foreach (var entry in XmlSettings.Read(text))
                {
                    // What stands there, read on its own, is the value.
                    Assert.Equal(entry.Value, XElement.Parse($"<a>{text.AsSpan(entry.Span.Start, entry.Span.Length)}</a>").Value);
                }
            }
        }
    }

    [Fact]
    public void DeepDocument_IsReadToTheBound()
    {
        Assert.Single(XmlSettings.Read(Nested(SettingFile.MaxDepth - 1)));
        Assert.Empty(XmlSettings.Read(Nested(SettingFile.MaxDepth)));
        Assert.Empty(XmlSettings.Read(Nested(100_000)));

        static string Nested(int depth) =>
            "<configuration>" + string.Concat(Enumerable.Repeat("<a>", depth)) + "<b c='x'/>" + string.Concat(Enumerable.Repeat("</a>", depth)) + "</configuration>";
    }

    [Fact]
    public void LargeDocument_IsRead() => Assert.Equal(
        10_000,
        XmlSettings.Read("<configuration><appSettings>" + string.Concat(Enumerable.Range(0, 10_000).Select(static i => $"<add key='k{i}' value='v{i}'/>\n")) + "</appSettings></configuration>").Length);

    private static System.Collections.Immutable.ImmutableArray<SettingEntry> Transformed(string elements) =>
        XmlSettings.Read($"<configuration xmlns:xdt='http://schemas.microsoft.com/XML-Document-Transform'>{elements}</configuration>");
}
