using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>Moments and durations, which tell a deletion from a cookie.</summary>
public class TimesTests
{
    [Theory]
    [InlineData("DateTimeOffset.UnixEpoch")]
    [InlineData("DateTimeOffset.MinValue")]
    [InlineData("DateTime.MinValue")]
    [InlineData("DateTime.UnixEpoch")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTimeOffset.UtcNow.AddDays(-1)")]
    [InlineData("DateTimeOffset.Now.AddYears(-1)")]
    [InlineData("DateTimeOffset.UtcNow.AddMonths(-1)")]
    [InlineData("DateTimeOffset.UtcNow.AddHours(-1)")]
    [InlineData("DateTimeOffset.UtcNow.AddMinutes(-5)")]
    [InlineData("DateTimeOffset.UtcNow.AddSeconds(-1)")]
    [InlineData("DateTimeOffset.UtcNow.AddMilliseconds(-1)")]
    [InlineData("DateTimeOffset.UtcNow.AddTicks(-1)")]
    [InlineData("DateTime.Now.AddDays(-1)")]
    [InlineData("DateTime.UtcNow.AddDays(-1d)")]
    [InlineData("DateTime.UtcNow.AddDays(-1.5)")]
    [InlineData("DateTime.Today.AddDays(-1)")]
    [InlineData("DateTime.Now.AddDays(-Days)")]
    [InlineData("DateTime.Now.AddDays(-Days * 2)")]
    [InlineData("DateTimeOffset.UtcNow.AddDays(1).AddDays(-2)")]
    [InlineData("DateTimeOffset.UtcNow - TimeSpan.FromDays(1)")]
    [InlineData("DateTimeOffset.UtcNow + TimeSpan.FromDays(-1)")]
    [InlineData("DateTimeOffset.UtcNow.Add(TimeSpan.FromDays(-1))")]
    [InlineData("DateTimeOffset.UtcNow.Add(-TimeSpan.FromDays(1))")]
    [InlineData("DateTimeOffset.UtcNow.Subtract(TimeSpan.FromDays(1))")]
    [InlineData("DateTime.UtcNow.Subtract(TimeSpan.FromHours(1))")]
    [InlineData("DateTime.UtcNow.Date.AddDays(-1)")]
    [InlineData("DateTimeOffset.UtcNow.UtcDateTime.AddDays(-1)")]
    [InlineData("new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero)")]
    [InlineData("new DateTimeOffset(new DateTime(1970, 1, 1))")]
    [InlineData("new DateTimeOffset(DateTime.UtcNow.AddDays(-1))")]
    [InlineData("new DateTime(1970, 1, 1)")]
    [InlineData("new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc)")]
    [InlineData("new DateTime(2000, 2, 29)")]
    [InlineData("new DateTime(2000, 12, 31)")]
    [InlineData("new DateTime()")]
    [InlineData("new DateTimeOffset()")]
    [InlineData("new DateTime(0)")]
    [InlineData("new DateTime(0L, DateTimeKind.Utc)")]
    [InlineData("default(DateTimeOffset)")]
    [InlineData("default(DateTime)")]
    [InlineData("DateTimeOffset.FromUnixTimeSeconds(0)")]
    [InlineData("DateTimeOffset.FromUnixTimeMilliseconds(0L)")]
    [InlineData("DateTimeOffset.Parse(\"1970-01-01T00:00:00Z\")")]
    [InlineData("DateTime.Parse(\"1/1/1970\")")]
    [InlineData("DateTime.SpecifyKind(new DateTime(1970, 1, 1), DateTimeKind.Utc)")]
    [InlineData("TimeProvider.System.GetUtcNow().AddDays(-1)")]
    [InlineData("clock.GetUtcNow() - TimeSpan.FromMinutes(1)")]
    [InlineData("Past")]
    [InlineData("PastProperty")]
    [InlineData("MakePast()")]
    [InlineData("c.Request.IsHttps ? DateTimeOffset.UnixEpoch : DateTimeOffset.MinValue")]
    [InlineData("n > 1 ? DateTimeOffset.UnixEpoch : DateTimeOffset.UtcNow.AddDays(-1)")]
    [InlineData("new DateTime(1970, 1, 1).AddDays(1)")]
    [InlineData("new DateTimeOffset(new DateTime(1970, 1, 1).ToUniversalTime())")]
    public Task ExpiresInThePast_IsSilent(string expires) => Verify.VerifySilentAsync(Class(
        $$"""c.Response.Cookies.Append("session", "gone", new CookieOptions { Expires = {{expires}} });"""));

    [Theory]
    [InlineData("DateTimeOffset.UtcNow.AddDays(1)")]
    [InlineData("DateTimeOffset.Now.AddYears(1)")]
    [InlineData("DateTime.Now.AddMinutes(20)")]
    [InlineData("DateTimeOffset.UtcNow + TimeSpan.FromDays(1)")]
    [InlineData("DateTimeOffset.UtcNow - TimeSpan.FromDays(-1)")]
    [InlineData("DateTimeOffset.UtcNow.Subtract(TimeSpan.FromDays(-1))")]
    [InlineData("DateTimeOffset.MaxValue")]
    [InlineData("DateTime.MaxValue")]
    [InlineData("DateTimeOffset.MaxValue.AddDays(-1)")]
    [InlineData("new DateTime(2100, 1, 1)")]
    [InlineData("DateTimeOffset.UtcNow.AddDays(n)")]
    [InlineData("DateTimeOffset.UtcNow.AddDays(-n)")]
    [InlineData("DateTimeOffset.UtcNow.AddDays(-1).AddDays(2)")]
    [InlineData("n > 1 ? DateTimeOffset.UnixEpoch : DateTimeOffset.UtcNow.AddDays(1)")]
    [InlineData("null")]
    [InlineData("default")]
    [InlineData("default(DateTimeOffset?)")]
    [InlineData("n > 1 ? DateTimeOffset.UnixEpoch : null")]
    [InlineData("clock.GetUtcNow().AddHours(8)")]
    [InlineData("DateTimeOffset.UtcNow.AddDays(int.MaxValue)")]
    [InlineData("DateTimeOffset.FromUnixTimeSeconds(n)")]
    [InlineData("new DateTime(n, 1, 1)")]
    public Task ExpiresInTheFutureOrUnknown_IsReported(string expires) => Verify.VerifyAnalyzerAsync(Class(
        $$"""c.Response.Cookies.[|Append|]("session", "gone", new CookieOptions { Expires = {{expires}} });"""));

    [Theory]
    [InlineData("TimeSpan.Zero")]
    [InlineData("TimeSpan.MinValue")]
    [InlineData("TimeSpan.FromSeconds(0)")]
    [InlineData("TimeSpan.FromSeconds(-1)")]
    [InlineData("TimeSpan.FromDays(-1d)")]
    [InlineData("TimeSpan.FromMinutes(-1, 0)")]
    [InlineData("-TimeSpan.FromDays(1)")]
    [InlineData("TimeSpan.FromDays(1).Negate()")]
    [InlineData("TimeSpan.FromDays(1) - TimeSpan.FromDays(2)")]
    [InlineData("TimeSpan.FromDays(1).Subtract(TimeSpan.FromDays(2))")]
    [InlineData("TimeSpan.FromDays(1) * -1")]
    [InlineData("new TimeSpan(-1, 0, 0)")]
    [InlineData("new TimeSpan(-1, 0, 0, 0)")]
    [InlineData("new TimeSpan(0)")]
    [InlineData("new TimeSpan(-1L)")]
    [InlineData("new TimeSpan()")]
    [InlineData("default(TimeSpan)")]
    [InlineData("None")]
    public Task MaxAgeZeroOrNegative_IsSilent(string maxAge) => Verify.VerifySilentAsync(Class(
        $$"""c.Response.Cookies.Append("session", "gone", new CookieOptions { MaxAge = {{maxAge}} });"""));

    [Theory]
    [InlineData("TimeSpan.FromSeconds(1)")]
    [InlineData("TimeSpan.FromDays(14)")]
    [InlineData("TimeSpan.MaxValue")]
    [InlineData("-TimeSpan.FromDays(-1)")]
    [InlineData("new TimeSpan(0, 20, 0)")]
    [InlineData("new TimeSpan(1)")]
    [InlineData("TimeSpan.FromDays(n)")]
    [InlineData("null")]
    [InlineData("default")]
    [InlineData("default(TimeSpan?)")]
    [InlineData("n > 1 ? TimeSpan.Zero : TimeSpan.FromDays(1)")]
    [InlineData("n > 1 ? TimeSpan.Zero : null")]
    [InlineData("TimeSpan.FromDays(double.MaxValue)")]
    public Task MaxAgePositiveOrUnknown_IsReported(string maxAge) => Verify.VerifyAnalyzerAsync(Class(
        $$"""c.Response.Cookies.[|Append|]("session", "gone", new CookieOptions { MaxAge = {{maxAge}} });"""));

    [Theory]
    [InlineData("""var o = new CookieOptions(); o.Expires = DateTime.UtcNow.AddDays(-1); c.Response.Cookies.Append("session", "", o);""")]
    [InlineData("""c.Response.Cookies.Append("session", string.Empty, new() { Expires = DateTime.UtcNow.AddDays(-1) });""")]
    [InlineData("""c.Response.Cookies.Append("session", null!, new() { Expires = DateTime.UtcNow.AddDays(-1) });""")]
    [InlineData("""const string nothing = ""; c.Response.Cookies.Append("session", nothing, new() { MaxAge = TimeSpan.Zero });""")]
    [InlineData("""var o = new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(1) }; o.Expires = DateTimeOffset.UnixEpoch; c.Response.Cookies.Append("session", "", o);""")]
    [InlineData("""foreach (var key in c.Request.Cookies.Keys) { c.Response.Cookies.Append("session" + key, "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch }); }""")]
    [InlineData("""c.Response.Cookies.Append("session", "x", Gone()); static CookieOptions Gone() => new() { Expires = DateTimeOffset.UnixEpoch };""")]
    [InlineData("""c.Response.Cookies.Append("session", "x", new CookieOptions { MaxAge = TimeSpan.Zero, Expires = DateTimeOffset.UtcNow.AddDays(n) });""")]
    public Task Deletion_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    [Theory]
    [InlineData("""var o = new CookieOptions { Expires = DateTimeOffset.UnixEpoch }; o.Expires = DateTimeOffset.UtcNow.AddDays(1); c.Response.Cookies.[|Append|]("session", "x", o);""")]
    [InlineData("""var o = new CookieOptions(); if (n > 1) { o.Expires = DateTimeOffset.UnixEpoch; } c.Response.Cookies.[|Append|]("session", "x", o);""")]
    [InlineData("""var o = new CookieOptions(); c.Response.Cookies.[|Append|]("session", "x", o); o.Expires = DateTimeOffset.UnixEpoch; c.Response.Cookies.Append("session", "", o);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", "x", new CookieOptions { MaxAge = TimeSpan.FromDays(1), Expires = DateTimeOffset.UnixEpoch });""")]
    public Task NotCertainlyADeletion_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body));

    private static string Class(string body) => $$"""
        public class Shop
        {
            private const int Days = 3;
            private static readonly DateTimeOffset Past = DateTimeOffset.UnixEpoch;
            private static DateTime PastProperty => DateTime.Now.AddDays(-1);
            private static readonly TimeSpan None = TimeSpan.Zero;
            private static DateTimeOffset MakePast() => DateTimeOffset.UtcNow.AddYears(-1);

            public void Handle(HttpContext c, int n, TimeProvider clock)
            {
                {{body}}
            }
        }
        """;
}
