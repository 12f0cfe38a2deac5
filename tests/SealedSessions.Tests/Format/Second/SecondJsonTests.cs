namespace SealedSessions.Tests.Format.Second;

public class SecondJsonTests
{
    private const string SixteenLevels = "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]";

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("\"\u6f22\"")]
    [InlineData(" {\"a\": 1, \"A\": 2} \n")]
    [InlineData("""[{"a":1},{"a":1}]""")]
    [InlineData("""{"a":{"a":1}}""")]
    [InlineData("""{"":1}""")]
    [InlineData("""["\ud83d\udd11"]""")]
    [InlineData(SixteenLevels)]
    public void OneValue_IsRead(string payload) => Assert.True(SecondJson.CanRead(SecondText.Bytes(payload)));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{}{}")]
    [InlineData("1 2")]
    [InlineData("[1,]")]
    [InlineData("/**/1")]
    [InlineData("'a'")]
    [InlineData("NaN")]
    [InlineData("\ufeff1")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":1}""")]
    [InlineData("""[{"b":{"a":1,"c":2,"a":3}}]""")]
    [InlineData("""["\ud83d"]""")]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("[" + SixteenLevels + "]")]
    public void AnythingElse_IsNot(string payload) => Assert.False(SecondJson.CanRead(SecondText.Bytes(payload)));

    [Theory]
    [InlineData("22ff22")]
    [InlineData("22c0af22")]
    [InlineData("22eda0bd22")]
    public void OtherThanUtf8_IsNot(string payload) => Assert.False(SecondJson.CanRead(Convert.FromHexString(payload)));
}
