namespace SessionAnalyzers.Knowledge;

/// <summary>Metadata names of framework types. Always resolved by these, never by assembly: types move between assemblies.</summary>
internal static class TypeNames
{
    public const string CookieOptions = "Microsoft.AspNetCore.Http.CookieOptions";
    public const string CookieBuilder = "Microsoft.AspNetCore.Http.CookieBuilder";
    public const string SetCookieHeaderValue = "Microsoft.Net.Http.Headers.SetCookieHeaderValue";
    public const string HttpCookie = "System.Web.HttpCookie";

    public const string ResponseCookies = "Microsoft.AspNetCore.Http.IResponseCookies";
    public const string CookieManager = "Microsoft.AspNetCore.Authentication.Cookies.ICookieManager";
    public const string HttpCookieCollection = "System.Web.HttpCookieCollection";
    public const string SystemWebRequest = "System.Web.HttpRequest";
    public const string SystemWebRequestBase = "System.Web.HttpRequestBase";
    public const string SystemWebResponse = "System.Web.HttpResponse";
    public const string SystemWebResponseBase = "System.Web.HttpResponseBase";

    public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";
    public const string ControllerBase = "Microsoft.AspNetCore.Mvc.ControllerBase";
    public const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";

    public const string DataProtectionBuilder = "Microsoft.AspNetCore.DataProtection.IDataProtectionBuilder";
    public const string DataProtectionBuilderExtensions = "Microsoft.AspNetCore.DataProtection.DataProtectionBuilderExtensions";
    public const string KeyManagementOptions = "Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions";
    public const string KeyManager = "Microsoft.AspNetCore.DataProtection.KeyManagement.IKeyManager";
    public const string EphemeralDataProtectionProvider = "Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider";
    public const string DataProtectionProvider = "Microsoft.AspNetCore.DataProtection.IDataProtectionProvider";
    public const string DataProtector = "Microsoft.AspNetCore.DataProtection.IDataProtector";
    public const string PersistedDataProtector = "Microsoft.AspNetCore.DataProtection.IPersistedDataProtector";
    public const string TimeLimitedDataProtector = "Microsoft.AspNetCore.DataProtection.ITimeLimitedDataProtector";
    public const string SecureDataFormatInterface = "Microsoft.AspNetCore.Authentication.ISecureDataFormat`1";
    public const string AuthenticationHttpContextExtensions = "Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions";
    public const string AuthenticationService = "Microsoft.AspNetCore.Authentication.IAuthenticationService";
    public const string UnsealResult = "SealedSessions.UnsealResult`1";
    public const string UnsealedSession = "SealedSessions.UnsealedSession`1";
    public const string DataProtectionCommonExtensions = "Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions";
    public const string DataProtectionAdvancedExtensions = "Microsoft.AspNetCore.DataProtection.DataProtectionAdvancedExtensions";
    public const string SecureDataFormat = "Microsoft.AspNetCore.Authentication.SecureDataFormat`1";
    public const string JsonSerializer = "System.Text.Json.JsonSerializer";
    public const string MemoryCacheServices = "Microsoft.Extensions.DependencyInjection.MemoryCacheServiceCollectionExtensions";
    public const string SymmetricAlgorithm = "System.Security.Cryptography.SymmetricAlgorithm";
    public const string CryptoStream = "System.Security.Cryptography.CryptoStream";
    public const string HttpResponse = "Microsoft.AspNetCore.Http.HttpResponse";

    public const string HeaderDictionary = "Microsoft.AspNetCore.Http.IHeaderDictionary";
    public const string HeaderDictionaryExtensions = "Microsoft.AspNetCore.Http.HeaderDictionaryExtensions";
    public const string ResponseHeaders = "Microsoft.AspNetCore.Http.Headers.ResponseHeaders";
    public const string Dictionary = "System.Collections.Generic.IDictionary`2";
    public const string CollectionExtensions = "System.Collections.Generic.CollectionExtensions";
    public const string HttpHeaders = "System.Net.Http.Headers.HttpHeaders";
    public const string NameValueCollection = "System.Collections.Specialized.NameValueCollection";

    public const string CookieAuthenticationOptions = "Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions";
    public const string SessionOptions = "Microsoft.AspNetCore.Builder.SessionOptions";
    public const string AntiforgeryOptions = "Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions";
    public const string CookieTempDataProviderOptions = "Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions";
    public const string CookiePolicyOptions = "Microsoft.AspNetCore.Builder.CookiePolicyOptions";
    public const string RemoteAuthenticationOptions = "Microsoft.AspNetCore.Authentication.RemoteAuthenticationOptions";
    public const string OpenIdConnectOptions = "Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions";
    public const string TwitterOptions = "Microsoft.AspNetCore.Authentication.Twitter.TwitterOptions";

    public const string DistributedCache = "Microsoft.Extensions.Caching.Distributed.IDistributedCache";
    public const string DistributedCacheExtensions = "Microsoft.Extensions.Caching.Distributed.DistributedCacheExtensions";
    public const string DistributedCacheEntryOptions = "Microsoft.Extensions.Caching.Distributed.DistributedCacheEntryOptions";
    public const string MemoryCacheExtensions = "Microsoft.Extensions.Caching.Memory.CacheExtensions";
    public const string MemoryCacheEntryOptions = "Microsoft.Extensions.Caching.Memory.MemoryCacheEntryOptions";


    public const string JsonWebTokenHandler = "Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler";

    public const string TicketStore = "Microsoft.AspNetCore.Authentication.Cookies.ITicketStore";
    public const string CookieExtensions = "Microsoft.Extensions.DependencyInjection.CookieExtensions";
    public const string SessionServices = "Microsoft.Extensions.DependencyInjection.SessionServiceCollectionExtensions";
    public const string AntiforgeryServices = "Microsoft.Extensions.DependencyInjection.AntiforgeryServiceCollectionExtensions";
    public const string ViewFeaturesMvcBuilder = "Microsoft.Extensions.DependencyInjection.MvcViewFeaturesMvcBuilderExtensions";
    public const string ViewFeaturesMvcCoreBuilder = "Microsoft.Extensions.DependencyInjection.MvcViewFeaturesMvcCoreBuilderExtensions";
    public const string IdentityServices = "Microsoft.Extensions.DependencyInjection.IdentityServiceCollectionExtensions";
    public const string OptionsServices = "Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions";
    public const string OptionsConfigurationServices = "Microsoft.Extensions.DependencyInjection.OptionsConfigurationServiceCollectionExtensions";
    public const string OptionsBuilder = "Microsoft.Extensions.Options.OptionsBuilder`1";
    public const string OptionsBuilderConfiguration = "Microsoft.Extensions.DependencyInjection.OptionsBuilderConfigurationExtensions";
    public const string ConfigureOptions = "Microsoft.Extensions.Options.IConfigureOptions`1";
    public const string ConfigureNamedOptions = "Microsoft.Extensions.Options.IConfigureNamedOptions`1";
    public const string PostConfigureOptions = "Microsoft.Extensions.Options.IPostConfigureOptions`1";
    public const string CookiePolicyServices = "Microsoft.Extensions.DependencyInjection.CookiePolicyServiceCollectionExtensions";
    public const string CookiePolicyPipeline = "Microsoft.AspNetCore.Builder.CookiePolicyAppBuilderExtensions";
    public const string SessionPipeline = "Microsoft.AspNetCore.Builder.SessionMiddlewareExtensions";

    public const string CookieAuthenticationEvents = "Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationEvents";
    public const string AuthenticationProperties = "Microsoft.AspNetCore.Authentication.AuthenticationProperties";
    public const string BearerTokenOptions = "Microsoft.AspNetCore.Authentication.BearerToken.BearerTokenOptions";
    public const string SignInManager = "Microsoft.AspNetCore.Identity.SignInManager`1";
    public const string DataProtectionTokenProviderOptions = "Microsoft.AspNetCore.Identity.DataProtectionTokenProviderOptions";
    public const string SecurityStampValidatorOptions = "Microsoft.AspNetCore.Identity.SecurityStampValidatorOptions";
    public const string FormsAuthentication = "System.Web.Security.FormsAuthentication";
    public const string FormsAuthenticationTicket = "System.Web.Security.FormsAuthenticationTicket";

    public const string SecurityTokenDescriptor = "Microsoft.IdentityModel.Tokens.SecurityTokenDescriptor";
    public const string JwtSecurityToken = "System.IdentityModel.Tokens.Jwt.JwtSecurityToken";
    public const string JwtPayload = "System.IdentityModel.Tokens.Jwt.JwtPayload";
    public const string JwtSecurityTokenHandler = "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler";
    public const string SecurityTokenHandler = "Microsoft.IdentityModel.Tokens.SecurityTokenHandler";
    public const string TokenValidationParameters = "Microsoft.IdentityModel.Tokens.TokenValidationParameters";
    public const string SigningCredentials = "Microsoft.IdentityModel.Tokens.SigningCredentials";
    public const string JsonWebToken = "Microsoft.IdentityModel.JsonWebTokens.JsonWebToken";
    public const string JwtHeader = "System.IdentityModel.Tokens.Jwt.JwtHeader";
    public const string JwtBearerOptions = "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions";

    public const string HubEndpoints = "Microsoft.AspNetCore.Builder.HubEndpointRouteBuilderExtensions";
    public const string HttpConnectionDispatcherOptions = "Microsoft.AspNetCore.Http.Connections.HttpConnectionDispatcherOptions";
    public const string AuthorizeData = "Microsoft.AspNetCore.Authorization.IAuthorizeData";
    public const string AllowAnonymous = "Microsoft.AspNetCore.Authorization.IAllowAnonymous";
    public const string AuthorizationEndpoints = "Microsoft.AspNetCore.Builder.AuthorizationEndpointConventionBuilderExtensions";

    public const string RevalidatingProvider = "Microsoft.AspNetCore.Components.Server.RevalidatingServerAuthenticationStateProvider";
    public const string ServerRazorComponents = "Microsoft.Extensions.DependencyInjection.ServerRazorComponentsBuilderExtensions";
    public const string ServerSideBlazor = "Microsoft.Extensions.DependencyInjection.ComponentServiceCollectionExtensions";

    public const string SessionLifetime = "SealedSessions.SessionLifetime";
    public const string AgentGrant = "SealedSessions.AgentGrant";
    public const string AgentSessionOptions = "SealedSessions.AgentSessionOptions";

    public const string AppendCookieContext = "Microsoft.AspNetCore.CookiePolicy.AppendCookieContext";
    public const string DeleteCookieContext = "Microsoft.AspNetCore.CookiePolicy.DeleteCookieContext";
}
