namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>What Microsoft.IdentityModel 8 declares, as far as validation goes.</summary>
internal static class TokenPackages
{
    public const string Source = """
        #nullable disable
        using System.Security.Claims;

        namespace Microsoft.IdentityModel.Tokens
        {
            public class SecurityToken { public virtual string Id { get; } public virtual string Issuer { get; } }

            public class SecurityTokenException : Exception;

            public class TokenValidationParameters;

            public class TokenValidationResult
            {
                public ClaimsIdentity ClaimsIdentity { get; set; }
                public IDictionary<string, object> Claims { get; }
                public SecurityToken SecurityToken { get; set; }
                public Exception Exception { get; set; }
                public bool IsValid { get; set; }
            }

            public abstract class TokenHandler
            {
                public virtual Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters) => null;
            }
        }

        namespace Microsoft.IdentityModel.JsonWebTokens
        {
            using Microsoft.IdentityModel.Tokens;

            public class JsonWebToken : SecurityToken { public string Subject { get; } }

            public class JsonWebTokenHandler : TokenHandler
            {
                public virtual TokenValidationResult ValidateToken(string token, TokenValidationParameters validationParameters) => null;
            }
        }

        namespace System.IdentityModel.Tokens.Jwt
        {
            public class JwtSecurityTokenHandler : Microsoft.IdentityModel.Tokens.TokenHandler;
        }
        """;
}
