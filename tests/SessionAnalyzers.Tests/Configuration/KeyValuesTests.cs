using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Tests.Configuration;

public class KeyValuesTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("change-me-please-123")]
    [InlineData("your-256-bit-secret")]
    [InlineData("YOUR_JWT_KEY")]
    [InlineData("super secret unguessable key")]
    [InlineData("xGkv0S3hXhC9y3v6E2rJ5m8o1q4t7w0zBdFgHjKlMnQ=")]
    [InlineData("/8kd02Qm/hXhC9y3v6E2rJ5m8o1q4t7w0zBdFgHjKlMn=")]
    [InlineData("a/b+c/d/e/fghijklmnop")]
    [InlineData("3F2504E04F8911D39A0C0305E82C3301")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("pa$$word%1%")]
    [InlineData("p@ss{w}ord<1>")]
    [InlineData("Ключ-для-подписи")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----")]
    public void KeyThatIsWrittenThere_IsReported(string value) => Assert.True(KeyValues.IsKey(value));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1234567")]
    [InlineData("        1234567        ")]
    [InlineData("****************")]
    [InlineData("${JWT_KEY}")]
    [InlineData("prefix-${JWT_KEY}-suffix")]
    [InlineData("#{JwtKey}#")]
    [InlineData("#{JwtKey}")]
    [InlineData("{{ jwt_key }}")]
    [InlineData("{JWT_KEY}")]
    [InlineData("[jwt key]")]
    [InlineData("%JWT_KEY%")]
    [InlineData("__JWT_KEY__")]
    [InlineData("#JWT_KEY#")]
    [InlineData("$JWT_KEY")]
    [InlineData("$env:JWT_KEY")]
    [InlineData("$(JwtKey)")]
    [InlineData("<your key here>")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/jwt)")]
    [InlineData("https://shop.example/keys")]
    [InlineData("vault:secret/data/jwt")]
    [InlineData("env:JWT_KEY")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:1:secret:jwt")]
    [InlineData(@"C:\keys\jwt.key")]
    [InlineData(@"\\server\keys\jwt")]
    [InlineData("/run/secrets/jwt")]
    [InlineData("/etc/keys/signing")]
    [InlineData("./keys/signing")]
    [InlineData("../keys/signing")]
    [InlineData(@"~\keys\signing")]
    [InlineData("keys/jwt-signing")]
    [InlineData("signing-key.pem")]
    [InlineData("JWT.PFX and more.pfx")]
    [InlineData("AutoGenerate,IsolateApps")]
    [InlineData("AutoGenerate")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIEvQ==\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIEvQ==\n-----END CERTIFICATE-----")]
    public void AnythingElse_IsSilent(string value) => Assert.False(KeyValues.IsKey(value));

    [Fact]
    public void TextOfAFile_IsSilent()
    {
        Assert.True(KeyValues.IsKey(new string('a', 8192)));
        Assert.False(KeyValues.IsKey(new string('a', 8193)));
        Assert.False(KeyValues.IsKey(new string('{', 1_000_000)));
    }

    [Theory]
    [InlineData("super secret unguessable key")]
    [InlineData("change-me-please-123")]
    [InlineData("bXktc3VwZXItc2VjcmV0LXZhbHVl")]
    public void KeyThatSigns_IsNoName(string value) => Assert.True(KeyValues.IsNoName(value));

    [Theory]
    [InlineData("access_token")]
    [InlineData("X-Auth-Token")]
    [InlineData("123456789012345")]
    [InlineData("refresh_token_cookie")]
    [InlineData(".Shop.Customer.Session")]
    [InlineData("ShopCustomerAccessToken")]
    public void NameOfAToken_IsAName(string value) => Assert.False(KeyValues.IsNoName(value));
}
