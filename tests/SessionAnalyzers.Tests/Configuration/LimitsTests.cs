using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Tests.Configuration;

public class LimitsTests
{
    [Theory]
    [InlineData("30d", "30.00:00:00")]
    [InlineData(" 12h ", "12:00:00")]
    [InlineData("15m", "00:15:00")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    [InlineData("00:00:30", "00:00:30")]
    [InlineData("00:00:00.5", "00:00:00.5000000")]
    public void Duration_IsRead(string text, string expected)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(expected, duration.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("+1d")]
    [InlineData("1.5d")]
    [InlineData("1 d")]
    [InlineData("1D")]
    [InlineData("1w")]
    [InlineData("10s")]
    [InlineData("30")]
    [InlineData("24:00:00")]
    [InlineData("00:00:00")]
    [InlineData("-00:30:00")]
    [InlineData("1d12h")]
    [InlineData("P1D")]
    [InlineData("99999999999999999999d")]
    [InlineData("99999999999d")]
    public void AnythingElse_IsNoDuration(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("00:00:30", "30 seconds")]
    [InlineData("00:01:00", "1 minute")]
    [InlineData("00:30:00", "30 minutes")]
    [InlineData("01:00:00", "1 hour")]
    [InlineData("01:30:00", "1.5 hours")]
    [InlineData("1.00:00:00", "24 hours")]
    [InlineData("2.00:00:00", "2 days")]
    [InlineData("36500.00:00:00", "36500 days")]
    [InlineData("10675199.02:48:05.4775807", "unlimited")]
    public void Text_IsHowPeopleSayIt(string duration, string text) => Assert.Equal(text, Duration.Text(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Session, idle, access token, refresh token, token sent to a user, revalidation. Sessions as in NIST SP 800-63B-4.</summary>
    [Theory]
    [InlineData(null, "30.00:00:00 1.00:00:00 01:00:00 30.00:00:00 1.00:00:00 00:30:00")]
    [InlineData("aal1", "30.00:00:00 1.00:00:00 01:00:00 30.00:00:00 1.00:00:00 00:30:00")]
    [InlineData("aal2", "1.00:00:00 01:00:00 01:00:00 1.00:00:00 1.00:00:00 00:30:00")]
    [InlineData("aal3", "12:00:00 00:15:00 00:15:00 12:00:00 1.00:00:00 00:15:00")]
    [InlineData("AAL3", "12:00:00 00:15:00 00:15:00 12:00:00 1.00:00:00 00:15:00")]
    [InlineData("aal4", "30.00:00:00 1.00:00:00 01:00:00 30.00:00:00 1.00:00:00 00:30:00")]
    public void Assurance_SetsEveryLimit(string? level, string limits) =>
        Assert.Equal(limits, Describe(level is null ? [] : new() { ["session_analyzers.assurance"] = level }));

    [Fact]
    public void SingleOption_WinsOverAssurance() => Assert.Equal(
        "2.00:00:00 00:15:00 00:20:00 12:00:00 1.00:00:00 00:15:00",
        Describe(new()
        {
            ["session_analyzers.assurance"] = "aal3",
            ["session_analyzers.max_session_lifetime"] = "2d",
            ["session_analyzers.max_access_token_lifetime"] = "00:20:00",
            ["session_analyzers.max_idle"] = "soon",
        }));

    private static string Describe(Dictionary<string, string> options)
    {
        var limits = Limits.Of(new Options(options));
        return string.Join(' ', Enum.GetValues<Limit>().Select(limit => limits[limit].ToString()));
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
