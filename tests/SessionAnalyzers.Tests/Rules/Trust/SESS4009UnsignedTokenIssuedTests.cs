using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Trust.SESS4009UnsignedTokenIssued>;

namespace SessionAnalyzers.Tests.Rules.Trust;

public class SESS4009UnsignedTokenIssuedTests
{
    [Theory]
    [InlineData("return handler.[|WriteToken|](new JwtSecurityToken(name, name, claims, expires: DateTime.UtcNow.AddHours(1)));")]
    [InlineData("var token = new JwtSecurityToken(name, name, claims); return handler.[|WriteToken|](token);")]
    [InlineData("var token = new JwtSecurityToken(name, name, claims, null, null, null); return handler.[|WriteToken|](token);")]
    [InlineData("SigningCredentials? none = null; var token = new JwtSecurityToken(name, name, claims, signingCredentials: none); return handler.[|WriteToken|](token);")]
    [InlineData("var token = flag ? new JwtSecurityToken(issuer: name) : new JwtSecurityToken(name, name); return handler.[|WriteToken|](token);")]
    [InlineData("SecurityToken token = new JwtSecurityToken(claims: claims); return new JwtSecurityTokenHandler().[|WriteToken|](token);")]
    [InlineData("JwtSecurityToken token = new(claims: claims); var text = handler.[|WriteToken|](token); return text;")]
    [InlineData("SecurityTokenHandler any = handler; return any.[|WriteToken|](new JwtSecurityToken());")]
    [InlineData("var token = new JwtSecurityToken(claims: claims); token.Payload[\"role\"] = name; return handler.[|WriteToken|](token);")]
    [InlineData("return handler.[|WriteToken|](new JwtSecurityToken(new JwtHeader(), new JwtPayload(claims)));")]
    [InlineData("var empty = new JwtHeader((SigningCredentials?)null); return handler.[|WriteToken|](new JwtSecurityToken(empty, new JwtPayload(claims)));")]
    [InlineData("var named = new JwtHeader { [\"alg\"] = \"HS256\" }; return handler.[|WriteToken|](new JwtSecurityToken(named, new JwtPayload(claims)));")]
    [InlineData("return handler.[|WriteToken|](Plain(claims));")]
    [InlineData("cookies.Append(\"session\", handler.[|WriteToken|](new JwtSecurityToken(claims: claims))); return name;")]
    [InlineData("signIn.SignInAsync(name); return handler.[|WriteToken|](new JwtSecurityToken(claims: claims));")]
    public Task TokenWrittenWithoutCredentials_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return handler.WriteToken(handler.[|CreateToken|](new SecurityTokenDescriptor { Subject = identity, Expires = DateTime.UtcNow }));")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Subject = identity }; var token = handler.[|CreateToken|](descriptor); return handler.WriteToken(token);")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Subject = identity, SigningCredentials = null }; return handler.[|CreateEncodedJwt|](descriptor);")]
    [InlineData("return handler.[|CreateEncodedJwt|](name, name, identity, null, null, null, null);")]
    [InlineData("return handler.WriteToken(handler.[|CreateJwtSecurityToken|](name, name, identity));")]
    [InlineData("return handler.WriteToken(handler.[|CreateJwtSecurityToken|](new SecurityTokenDescriptor { Subject = identity }));")]
    [InlineData("return json.[|CreateToken|](new SecurityTokenDescriptor { Subject = identity });")]
    [InlineData("return json.[|CreateToken|](\"{\\\"sub\\\":\\\"1\\\"}\");")]
    [InlineData("return json.[|CreateToken|](name);")]
    [InlineData("return json.[|CreateToken|](name, (SigningCredentials?)null);")]
    [InlineData("var text = json.[|CreateToken|](name); return text;")]
    [InlineData("return json.[|CreateToken|](Describe(identity));")]
    [InlineData("var descriptor = new SecurityTokenDescriptor(); descriptor.Subject = identity; return json.[|CreateToken|](descriptor);")]
    [InlineData("return json.[|CreateToken|](new SecurityTokenDescriptor { Subject = identity, AdditionalHeaderClaims = new Dictionary<string, object>() });")]
    public Task TokenCreatedWithoutCredentials_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return json.CreateToken(name, new [|SigningCredentials|](key, SecurityAlgorithms.None));")]
    [InlineData("return json.CreateToken(name, new [|SigningCredentials|](key, \"none\"));")]
    [InlineData("SigningCredentials none = [|new|](key, \"None\"); return json.CreateToken(name, none);")]
    [InlineData("var algorithm = SecurityAlgorithms.None; return json.CreateToken(name, new [|SigningCredentials|](key, algorithm));")]
    [InlineData("return json.CreateToken(name, new [|SigningCredentials|](key, SecurityAlgorithms.None, SecurityAlgorithms.Sha256Digest));")]
    public Task AlgorithmNone_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(name, name, claims, signingCredentials: credentials));")]
    [InlineData("var token = new JwtSecurityToken(name, name, claims, null, null, credentials); return handler.WriteToken(token);")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(name, name, claims, signingCredentials: flag ? credentials : null));")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(name, name, claims, signingCredentials: new SigningCredentials(key, SecurityAlgorithms.HmacSha256)));")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload(claims)));")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(new JwtHeader(encrypting), new JwtPayload(claims)));")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(header, new JwtPayload(claims)));")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(new JwtHeader(), new JwtPayload(claims), name, name, name));")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(name));")]
    [InlineData("return handler.WriteToken(new JwtSecurityToken(jwtEncodedString: name));")]
    [InlineData("return handler.WriteToken(handler.ReadJwtToken(name));")]
    [InlineData("return handler.WriteToken(given);")]
    [InlineData("return handler.WriteToken(Signed(claims, credentials));")]
    [InlineData("var token = flag ? given : new JwtSecurityToken(claims: claims); return handler.WriteToken(token);")]
    [InlineData("var token = flag ? new JwtSecurityToken(claims: claims, signingCredentials: credentials) : new JwtSecurityToken(claims: claims); return handler.WriteToken(token);")]
    [InlineData("return new Own().WriteToken(new JwtSecurityToken(claims: claims));")]
    [InlineData("return environment.IsDevelopment() ? handler.WriteToken(new JwtSecurityToken(claims: claims)) : name;")]
    [InlineData("#if DEBUG\nreturn handler.WriteToken(new JwtSecurityToken(claims: claims));\n#else\nreturn name;\n#endif")]
    public Task TokenWithCredentialsOrUnknown_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("return json.CreateToken(name, credentials);")]
    [InlineData("return json.CreateToken(name, encrypting);")]
    [InlineData("return json.CreateToken(name, credentials, encrypting);")]
    [InlineData("return json.CreateToken(new SecurityTokenDescriptor { SigningCredentials = credentials });")]
    [InlineData("return json.CreateToken(new SecurityTokenDescriptor { EncryptingCredentials = encrypting });")]
    [InlineData("return json.CreateToken(new SecurityTokenDescriptor { SigningCredentials = flag ? credentials : null });")]
    [InlineData("var descriptor = new SecurityTokenDescriptor(); descriptor.SigningCredentials = credentials; return json.CreateToken(descriptor);")]
    [InlineData("var descriptor = new SecurityTokenDescriptor(); Complete(descriptor, credentials); return json.CreateToken(descriptor);")]
    [InlineData("var descriptor = new SecurityTokenDescriptor(); signer.Complete(descriptor); return json.CreateToken(descriptor);")]
    [InlineData("var descriptor = new SecurityTokenDescriptor(); return signer.Issue(descriptor);")]
    [InlineData("var descriptor = new SecurityTokenDescriptor(); if (flag) { descriptor.SigningCredentials = credentials; } return json.CreateToken(descriptor);")]
    [InlineData("return json.CreateToken(signer.Describe(name));")]
    [InlineData("return json.CreateToken(describe);")]
    [InlineData("return handler.CreateEncodedJwt(name, name, identity, null, null, null, credentials);")]
    [InlineData("return handler.WriteToken(handler.CreateJwtSecurityToken(name, name, identity, signingCredentials: credentials));")]
    [InlineData("return new Completing(credentials).CreateToken(new SecurityTokenDescriptor { Subject = identity });")]
    [InlineData("return json.EncryptToken(json.CreateToken(name), encrypting);")]
    [InlineData("json.CreateToken(name); return name;")]
    [InlineData("return json.CreateToken(name, new SigningCredentials(key, SecurityAlgorithms.HmacSha256));")]
    [InlineData("return json.CreateToken(name, new SigningCredentials(key, name));")]
    [InlineData("return name == SecurityAlgorithms.None ? \"\" : name;")]
    public Task CreatedWithCredentialsOrUnknown_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("var text = handler.WriteToken(new JwtSecurityToken(claims: claims)); return text + Base64UrlEncoder.Encode(rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));")]
    [InlineData("return signer.Sign(handler.WriteToken(new JwtSecurityToken(claims: claims)));")]
    [InlineData("return signer.AppendSignature(json.CreateToken(name));")]
    [InlineData("var token = new JwtSecurityToken(claims: claims); return token.EncodedHeader + \".\" + token.EncodedPayload;")]
    public Task SignedByHand_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("var token = new JwtSecurityToken(claims: claims); return token.Subject;")]
    [InlineData("var token = new JwtSecurityToken(name, name, claims); return token.Claims.First().Value;")]
    [InlineData("var token = new JwtSecurityToken(claims: claims); signer.Take(token); return name;")]
    [InlineData("return new JwtPayload(claims).SerializeToJson();")]
    [InlineData("var token = handler.ReadJwtToken(name); return token.Issuer;")]
    public Task TokenAsAContainer_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("public JwtSecurityToken CreateToken(List<Claim> claims) => new [|JwtSecurityToken|](\"shop\", \"shop\", claims);")]
    [InlineData("public JwtSecurityToken Issue(List<Claim> claims) { var token = new [|JwtSecurityToken|](claims: claims); return token; }")]
    [InlineData("public SecurityToken GenerateAccessToken(List<Claim> claims) => new [|JwtSecurityToken|](new JwtHeader(), new JwtPayload(claims));")]
    [InlineData("public Task<JwtSecurityToken> BuildTokenAsync(List<Claim> claims) => Task.FromResult(new [|JwtSecurityToken|](claims: claims));")]
    public Task TokenReturnedByItsIssuer_IsReported(string member) => Test(Library(member), isSilent: false).RunAsync();

    [Theory]
    [InlineData("public JwtSecurityToken CreateToken(List<Claim> claims, SigningCredentials credentials) => new JwtSecurityToken(claims: claims, signingCredentials: credentials);")]
    [InlineData("public JwtSecurityToken Parse(List<Claim> claims) => new JwtSecurityToken(claims: claims);")]
    [InlineData("public JwtSecurityToken CreateFrom(string encoded) => new JwtSecurityToken(encoded);")]
    [InlineData("public IEnumerable<Claim> CreateClaims(List<Claim> claims) => new JwtSecurityToken(claims: claims).Claims;")]
    [InlineData("public JwtSecurityToken CreateToken(List<Claim> claims, JwtSecurityToken other, bool flag) => flag ? other : new JwtSecurityToken(claims: claims);")]
    [InlineData("public JwtSecurityToken CreateToken(List<Claim> claims) => new JwtSecurityToken(claims: claims); public string Write(JwtSecurityTokenHandler handler, JwtSecurityToken token) => handler.WriteToken(token);")]
    public Task TokenReturnedOtherwise_IsSilent(string member) => Test(Library(member), isSilent: true).RunAsync();

    [Fact]
    public Task Messages_NameTheCall()
    {
        var test = Test(
            Class("var text = json.{|#0:CreateToken|}(name); text += handler.{|#1:WriteToken|}(new JwtSecurityToken(claims: claims)); return text + new {|#2:SigningCredentials|}(key, SecurityAlgorithms.None);"),
            isSilent: false);
        test.TestState.ExpectedDiagnostics.AddRange([
            Verify.Diagnostic("SESS4009").WithLocation(0).WithArguments("CreateToken"),
            Verify.Diagnostic("SESS4009").WithLocation(1).WithArguments("WriteToken"),
            Verify.Diagnostic("SESS4009").WithLocation(2).WithArguments("SecurityAlgorithms.None"),
        ]);
        return test.RunAsync();
    }

    [Fact]
    public async Task TestProject_IsSilentUnlessItIsIncluded()
    {
        var silent = Test(Class("return json.CreateToken(name);"), isSilent: true);
        silent.GlobalConfig = "build_property.IsTestProject = true\n";
        await silent.RunAsync();
        var included = Test(Class("return json.[|CreateToken|](name);"), isSilent: false);
        included.GlobalConfig = "build_property.IsTestProject = true\n";
        included.EditorConfig = "[*.cs]\nsession_analyzers.include_tests = true\n";
        await included.RunAsync();
    }

    private static Task VerifyAsync(string body) => Test(Class(body), isSilent: false).RunAsync();

    private static Task VerifySilentAsync(string body) => Test(Class(body), isSilent: true).RunAsync();

    private static Verify.Test Test(string code, bool isSilent) => new() { TestCode = code, ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens, IsSilent = isSilent };

    private static string Library(string member) => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using Microsoft.IdentityModel.Tokens;

        public class Tokens
        {
            {{member}}
        }
        """;

    private static string Class(string body) => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            string Issue(JwtSecurityTokenHandler handler, JsonWebTokenHandler json, ISigner signer, ISignIn signIn, IResponseCookies cookies, IHostEnvironment environment, SecurityKey key, RSA rsa, SigningCredentials credentials, EncryptingCredentials encrypting, JwtHeader header, JwtSecurityToken given, SecurityTokenDescriptor describe, ClaimsIdentity identity, List<Claim> claims, string name, bool flag)
            {
                {{body}}
            }

            static JwtSecurityToken Plain(List<Claim> claims) => new("shop", "shop", claims);

            static JwtSecurityToken Signed(List<Claim> claims, SigningCredentials credentials) => new("shop", "shop", claims, signingCredentials: credentials);

            static SecurityTokenDescriptor Describe(ClaimsIdentity identity) => new() { Subject = identity };

            static void Complete(SecurityTokenDescriptor descriptor, SigningCredentials credentials) => descriptor.SigningCredentials = credentials;
        }

        interface ISigner
        {
            void Complete(SecurityTokenDescriptor descriptor);

            void Take(JwtSecurityToken token);

            string Issue(SecurityTokenDescriptor descriptor);

            SecurityTokenDescriptor Describe(string name);

            string Sign(string text);

            string AppendSignature(string text);
        }

        interface ISignIn
        {
            Task SignInAsync(string name);
        }

        class Own : JwtSecurityTokenHandler
        {
            public override string WriteToken(SecurityToken token) => "";
        }

        class Completing(SigningCredentials credentials) : JsonWebTokenHandler
        {
            public override string CreateToken(SecurityTokenDescriptor tokenDescriptor)
            {
                tokenDescriptor.SigningCredentials = credentials;
                return base.CreateToken(tokenDescriptor);
            }
        }

        """;
}
