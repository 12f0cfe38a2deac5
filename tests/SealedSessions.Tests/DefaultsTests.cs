using System.Reflection;
using System.Xml.Linq;

namespace SealedSessions.Tests;

public class DefaultsTests
{
    private static readonly Assembly Library = typeof(SessionId).Assembly;

    [Fact]
    public void EveryDefault_IsWhatTheDocumentationStates()
    {
        var defaults = StatedDefaults.Of(Library);

        Assert.All(defaults, static stated => Assert.Equal(stated.Value.Stated, stated.Value.Actual));
        Assert.True(defaults.Count >= 35, $"{defaults.Count} are stated.");
    }

    [Fact]
    public void EveryDefault_IsStated() =>
        Assert.Empty(StatedDefaults.Expected(Library).Except(StatedDefaults.Of(Library).Keys));

    [Theory]
    [InlineData("P:SealedSessions.RevocationOptions.StoreTimeout", "2 seconds", "3 seconds")]
    [InlineData("P:SealedSessions.SealedSessionOptions`1.Schema", "1", "2")]
    [InlineData("P:SealedSessions.SealedSessionOptions`1.Purpose", "null", "shop")]
    [InlineData("F:SealedSessions.SealingKey.SizeInBytes", "32", "16")]
    [InlineData("P:SealedSessions.KeyRingOptions.Keys", "empty", "one key")]
    public void WrongStatement_IsNoticed(string member, string right, string wrong)
    {
        Assert.True(IsTrue(right));
        Assert.False(IsTrue(wrong));

        bool IsTrue(string value)
        {
            XDocument documentation = new(new XElement("doc", new XElement("member", new XAttribute("name", member), new XElement("value", value))));
            var (stated, actual) = StatedDefaults.Of(Library, documentation)[member];
            return stated == actual;
        }
    }

    [Fact]
    public void MissingStatement_IsNoticed()
    {
        Assert.Contains("P:SealedSessions.RevocationOptions.StoreTimeout", StatedDefaults.Expected(Library));
        Assert.Contains("F:SealedSessions.SessionLifetime.LongestAbsolute", StatedDefaults.Expected(Library));
        Assert.DoesNotContain("P:SealedSessions.SessionLifetime.Idle", StatedDefaults.Expected(Library));
    }
}
