using Microsoft.CodeAnalysis;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Knowledge;

/// <summary>A call that opens what was sealed.</summary>
/// <param name="Type">Metadata name of the declaring type.</param>
/// <param name="Method">Name.</param>
/// <param name="Target">The parameter that is filled with what was sealed; null where it is returned.</param>
internal sealed record UnsealCall(string Type, string Method, string? Target = null);

/// <summary>What opens seals, what decides by what came out of them, and what asks whether it still holds. Checked against the real assemblies by TrustKnowledgeTests.</summary>
internal static class TrustKnowledge
{
    /// <summary>Calls that open what was sealed. They count only where the client sent it: the same call opens what is kept elsewhere too.</summary>
    public static readonly ImmutableArray<UnsealCall> Unseals = ImmutableArray.Create<UnsealCall>([
        new(TypeNames.DataProtector, "Unprotect"),
        new(TypeNames.TimeLimitedDataProtector, "Unprotect"),
        new(TypeNames.DataProtectionCommonExtensions, "Unprotect"),
        new(TypeNames.DataProtectionAdvancedExtensions, "Unprotect"),
        new(TypeNames.PersistedDataProtector, "DangerousUnprotect"),
        new(TypeNames.SecureDataFormatInterface, "Unprotect"),
        new(TypeNames.FormsAuthentication, "Decrypt"),
        new("System.Security.Cryptography.AesGcm", "Decrypt", "plaintext"),
        new("System.Security.Cryptography.AesCcm", "Decrypt", "plaintext"),
        new("System.Security.Cryptography.ChaCha20Poly1305", "Decrypt", "plaintext"),
        new(TypeNames.SymmetricAlgorithm, "DecryptCbc"),
        new(TypeNames.SymmetricAlgorithm, "DecryptCfb"),
        new(TypeNames.SymmetricAlgorithm, "DecryptEcb"),
    ]);

    /// <summary>Types whose objects hold what was unsealed, and the members that hand it out.</summary>
    public static readonly ImmutableArray<(string Type, ImmutableArray<string> Members)> Envelopes = ImmutableArray.Create<(string, ImmutableArray<string>)>([
        (TypeNames.UnsealedSession, ImmutableArray.Create("UnverifiedClaims", "UnverifiedSubject", "Id", "ExpiresAt", "IdleUntil", "AuthenticatedAt", "IssuedAt")),
        (TypeNames.UnsealResult, ImmutableArray<string>.Empty),
    ]);

    /// <summary>Types whose objects say who the user is: who makes one decides.</summary>
    public static readonly ImmutableArray<string> Identities = ImmutableArray.Create<string>([
        "System.Security.Claims.ClaimsIdentity",
        "System.Security.Claims.ClaimsPrincipal",
        "System.Security.Principal.GenericIdentity",
        "System.Security.Principal.GenericPrincipal",
    ]);

    /// <summary>Calls that decide by what they are given.</summary>
    public static readonly ImmutableArray<(string Type, string Method)> Decisions = ImmutableArray.Create<(string, string)>([
        (TypeNames.AuthenticationHttpContextExtensions, "SignInAsync"),
        (TypeNames.AuthenticationService, "SignInAsync"),
        (TypeNames.SignInManager, "SignInAsync"),
        (TypeNames.SignInManager, "SignInWithClaimsAsync"),
        (TypeNames.ControllerBase, "SignIn"),
        ("Microsoft.AspNetCore.Http.Results", "SignIn"),
        ("Microsoft.AspNetCore.Http.TypedResults", "SignIn"),
        ("Microsoft.AspNetCore.Authorization.IAuthorizationService", "AuthorizeAsync"),
        ("Microsoft.AspNetCore.Authorization.AuthorizationServiceExtensions", "AuthorizeAsync"),
        ("Microsoft.AspNetCore.Authentication.AuthenticateResult", "Success"),
        ("System.Security.Claims.ClaimsIdentity", "AddClaim"),
        ("System.Security.Claims.ClaimsIdentity", "AddClaims"),
        ("System.Security.Claims.ClaimsPrincipal", "AddIdentity"),
        ("System.Security.Claims.ClaimsPrincipal", "AddIdentities"),
        (TypeNames.FormsAuthentication, "SetAuthCookie"),
        (TypeNames.FormsAuthentication, "RedirectFromLoginPage"),
    ]);

    /// <summary>Properties that say who the user is: who sets one decides.</summary>
    public static readonly ImmutableArray<(string Type, string Property)> Principals = ImmutableArray.Create<(string, string)>([
        ("Microsoft.AspNetCore.Http.HttpContext", "User"),
        ("System.Threading.Thread", "CurrentPrincipal"),
        ("Microsoft.AspNetCore.Authentication.ResultContext`1", "Principal"),
        ("System.Web.HttpContext", "User"),
    ]);

    /// <summary>Namespaces whose calls make their result of what they are given, and have no effect of their own.</summary>
    private static readonly ImmutableArray<string> Pure = ImmutableArray.Create<string>([
        "System", "Newtonsoft.Json", "MessagePack", "ProtoBuf", "Google.Protobuf", "Microsoft.AspNetCore.WebUtilities", "Microsoft.Extensions.Primitives",
        "Microsoft.IdentityModel.Tokens", "Microsoft.AspNetCore.Authentication",
    ]);

    private static readonly ImmutableArray<string> Impure = ImmutableArray.Create<string>(["System.Net", "System.Data", "System.IO.File", "System.Console", "System.Diagnostics"]);

    private static readonly ImmutableHashSet<string> LookUpWords = ImmutableHashSet.Create([
        "get", "find", "load", "fetch", "lookup", "read", "query", "try", "exists", "contains", "is", "has", "can", "are", "was", "first", "single", "any", "count", "where", "select", "list", "search", "resolve",
        "validate", "verify", "check", "ensure", "assert", "require", "revalidate", "guard", "authenticate", "introspect", "lock", "touch", "refresh", "renew", "consume", "redeem",
    ]);

    private static readonly ImmutableHashSet<string> Mutations = ImmutableHashSet.Create([
        "delete", "remove", "update", "transfer", "pay", "charge", "refund", "withdraw", "grant", "save", "cancel", "place", "approve", "assign", "promote", "insert", "add", "create", "change", "submit", "purchase", "buy", "enable", "disable", "execute",
    ]);

    /// <summary>Words of names that say which user or session something belongs to.</summary>
    private static readonly ImmutableHashSet<string> Identifying = ImmutableHashSet.Create([
        "id", "ids", "uid", "guid", "key", "sub", "subject", "user", "username", "login", "email", "mail", "account", "customer", "member", "owner", "principal", "session", "sid", "jti", "token", "ticket", "handle", "reference", "name", "stamp", "tenant", "payload", "cookie", "value", "raw", "plain", "plaintext",
    ]);

    /// <summary>Words of names that say who somebody is, or what they may do.</summary>
    private static readonly ImmutableHashSet<string> Persons = ImmutableHashSet.Create([
        "user", "userid", "uid", "username", "login", "email", "sub", "subject", "account", "customer", "member", "principal", "claims",
        "role", "roles", "admin", "isadmin", "administrator", "permission", "permissions", "scope", "scopes", "privilege", "privileges",
    ]);

    /// <summary>Words of names that say what somebody may do.</summary>
    private static readonly ImmutableHashSet<string> Privileges = ImmutableHashSet.Create([
        "role", "roles", "admin", "administrator", "permission", "permissions", "scope", "scopes", "plan", "level", "tier", "privilege", "privileges", "right", "rights", "can", "is", "has", "may",
    ]);

    /// <summary>Words of bad news, whether it is the name of a question or of a list.</summary>
    private static readonly ImmutableHashSet<string> BadNews = ImmutableHashSet.Create(["revoked", "blocked", "denied", "banned", "ended", "disabled", "deleted"]);

    private static readonly ImmutableHashSet<string> Objections = BadNews.Union(["revocation", "revocations", "blocklist", "denylist", "blacklist", "loggedout", "signedout"]);

    private static readonly ImmutableHashSet<string> Refusals = BadNews.Union(["locked", "expired", "invalid", "inactive", "terminated", "suspended", "compromised"]);

    private static readonly ImmutableHashSet<string> Consents = ImmutableHashSet.Create(["active", "valid", "succeeded", "success", "exists", "enabled", "current", "alive", "try", "good", "ok"]);

    /// <summary>Words of names that decide nothing: what is shown, and how something is written.</summary>
    private static readonly ImmutableHashSet<string> Harmless = ImmutableHashSet.Create([
        "theme", "culture", "lang", "language", "locale", "consent", "tz", "timezone", "banner", "display", "title", "color", "font", "layout", "preference", "preferences", "currency", "version", "schema", "format", "length", "count", "avatar", "greeting",
    ]);

    private static readonly ImmutableHashSet<string> SessionWords = ImmutableHashSet.Create(["session", "sessions", "ticket", "tickets", "token", "tokens", "logout", "sign", "revoke", "revocation", "revocations"]);

    private static readonly ILookup<string, UnsealCall> UnsealsByName = Unseals.ToLookup(static row => row.Method);

    /// <summary>The names of everything that hands out what was unsealed.</summary>
    public static readonly ImmutableHashSet<string> Names =
        Unseals.Select(static row => row.Method).Concat(Envelopes.SelectMany(static row => row.Members).Where(static member => member.StartsWith("Unverified", StringComparison.Ordinal))).ToImmutableHashSet();

    /// <summary>Whether a method or property hands out what was unsealed: one of the framework, one that is marked, or one that the project names.</summary>
    public static bool HandsOutUnsealed(ISymbol member, Settings settings) => member switch
    {
        IMethodSymbol method => Unseal(method) is not null || KnownSymbols.IsAnnotated(method, Annotations.Unseals) || settings.Unseals(method),
        IPropertySymbol property => HandsOut(property) || KnownSymbols.IsAnnotated(property, Annotations.Unseals),
        _ => false,
    };

    /// <summary>The row of a call that opens what was sealed; null for any other.</summary>
    public static UnsealCall? Unseal(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        foreach (var row in UnsealsByName[definition.Name])
        {
            if (KnownSymbols.IsOrInherits(definition.ContainingType, row.Type) && !IsState(method.ReturnType))
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>Whether a type holds what was unsealed.</summary>
    public static bool IsEnvelope(ITypeSymbol? type) => Envelopes.Any(row => KnownSymbols.Is(type?.OriginalDefinition, row.Type));

    /// <summary>Whether a member hands out what its envelope holds.</summary>
    public static bool HandsOut(ISymbol member) =>
        Envelopes.Any(row => KnownSymbols.Is(member.ContainingType?.OriginalDefinition, row.Type) && row.Members.Contains(member.Name));

    public static bool IsDecision(IMethodSymbol method) => Decisions.Any(row => row.Method == method.Name && KnownSymbols.IsOrInherits((method.ReducedFrom ?? method).ContainingType?.OriginalDefinition, row.Type));

    public static bool IsIdentity(ITypeSymbol? type) => Identities.Any(name => KnownSymbols.IsOrInherits(type, name));

    public static bool IsPrincipal(ISymbol member) => Principals.Any(row => row.Property == member.Name && KnownSymbols.IsOrInherits(member.ContainingType?.OriginalDefinition, row.Type));

    /// <summary>Whether a call only makes something of what it is given.</summary>
    public static bool IsPure(IMethodSymbol method)
    {
        var type = FullName((method.ReducedFrom ?? method).ContainingType);
        return Pure.Any(space => IsIn(type, space)) && !Impure.Any(space => IsIn(type, space));
    }

    /// <summary>Whether a type is one of the framework: what it is asked is no question to the application.</summary>
    public static bool IsFramework(ITypeSymbol? type)
    {
        var name = FullName(type);
        return IsIn(name, "System") || (IsIn(name, "Microsoft") && !IsIn(name, "Microsoft.EntityFrameworkCore"));
    }

    /// <summary>Whether a method is called like one that asks, and that therefore may say no.</summary>
    public static bool IsLookUp(string method) => Words.Split(method) is [var first, ..] && LookUpWords.Contains(first);

    /// <summary>Whether a method is called like one that changes what belongs to somebody.</summary>
    public static bool IsMutation(string method) => Words.Split(method) is [var first, ..] words && Mutations.Contains(first) && !words.Any(SessionWords.Contains);

    /// <summary>Whether a question is one whose answer is bad news: is this revoked, blocked, signed out?</summary>
    public static bool IsObjection(string question) => Words.Split(question).Any(Objections.Contains);

    /// <summary>Whether a yes to a question of that name means that something no longer holds.</summary>
    public static bool IsRefusal(string name) => Words.Split(name).Any(Refusals.Contains);

    /// <summary>Whether a yes to a question of that name means that something still holds.</summary>
    public static bool IsConsent(string name) => Words.Split(name).Any(Consents.Contains);

    public static bool IsOfSessions(string name) => Words.Split(name).Any(SessionWords.Contains);

    /// <summary>Whether a value is called like one that says whose something is.</summary>
    public static bool Identifies(string name) => Words.Split(name) is var words && words.Any(Identifying.Contains) && !words.Any(Privileges.Contains);

    /// <summary>Whether a value is called like one that says what somebody may do.</summary>
    public static bool IsPrivilege(string name) => Words.Split(name).Any(Privileges.Contains);

    /// <summary>Whether a value is called like one that says who somebody is, or what they may do.</summary>
    public static bool SaysWho(string name) => Words.Split(name).Any(Persons.Contains) && !IsHarmless(name);

    /// <summary>Whether a value is called like one that proves something by itself.</summary>
    public static bool IsProof(string name) => Words.Split(name).Any(static word => word is "token" or "jwt" or "signature" or "mac" or "hmac" or "hash" or "ticket" or "secret" or "sealed" or "protected" or "encrypted" or "cipher");

    /// <summary>Whether a value is called like one by which nothing is decided that matters.</summary>
    public static bool IsHarmless(string name) => Words.Split(name).Any(Harmless.Contains);

    /// <summary>What remote authentication seals into its state says where to go next, and not who somebody is.</summary>
    private static bool IsState(ITypeSymbol type) => KnownSymbols.Is(type, TypeNames.AuthenticationProperties);

    /// <summary>Whether a call asks a collection for what is in it.</summary>
    public static bool IsOfCollection(IMethodSymbol method) =>
        FullName((method.ReducedFrom ?? method).ContainingType) is var type && (IsIn(type, "System.Collections") || IsIn(type, "System.Linq") || IsIn(type, "System.Array"));

    private static string FullName(ITypeSymbol? type) => type is null ? "" : type.ContainingNamespace?.ToDisplayString() + "." + type.Name;

    private static bool IsIn(string type, string space) => type.StartsWith(space, StringComparison.Ordinal) && (type.Length == space.Length || type[space.Length] == '.');
}
