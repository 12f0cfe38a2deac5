using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Tests.Configuration;

public class WordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("session", "session")]
    [InlineData("Session", "session")]
    [InlineData("SESSION", "session")]
    [InlineData("sessionId", "session id")]
    [InlineData("SessionId", "session id")]
    [InlineData("sessionID", "session id")]
    [InlineData("session_id", "session id")]
    [InlineData("session-id", "session id")]
    [InlineData("session.id", "session id")]
    [InlineData("session id", "session id")]
    [InlineData("session:id", "session id")]
    [InlineData("SESSION_ID", "session id")]
    [InlineData("_sessionId", "session id")]
    [InlineData("__Host-session", "host session")]
    [InlineData("session__id--", "session id")]
    [InlineData("ASP.NET_SessionId", "asp net session id")]
    [InlineData(".AspNetCore.Session", "asp net core session")]
    [InlineData("JWTToken", "jwt token")]
    [InlineData("myJWT", "my jwt")]
    [InlineData("HTTPSession", "http session")]
    [InlineData("XSRF-TOKEN", "xsrf token")]
    [InlineData("X-XSRF-TOKEN", "x xsrf token")]
    [InlineData("cancellationToken", "cancellation token")]
    [InlineData("tokenizer", "tokenizer")]
    [InlineData("sessionStorageKey", "session storage key")]
    [InlineData("token2", "token2")]
    [InlineData("abTest", "ab test")]
    [InlineData("A", "a")]
    [InlineData("AB", "ab")]
    [InlineData("aB", "a b")]
    [InlineData("ABc", "a bc")]
    [InlineData("---", "")]
    [InlineData("straßenToken", "straßen token")]
    [InlineData("ÉtatSession", "état session")]
    [InlineData("token\uFFFC", "token")]
    public void Name_IsSplitIntoWords(string name, string words) => Assert.Equal(words, string.Join(' ', Words.Split(name)));

    [Fact]
    public void Words_AreLowerCaseWhateverTheCulture()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
        try
        {
            Assert.Equal(["sid"], Words.Split("SID"));
            Assert.Equal(["identity"], Words.Split("IDENTITY"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }
}
