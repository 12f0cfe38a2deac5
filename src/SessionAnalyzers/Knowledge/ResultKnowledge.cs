using Microsoft.CodeAnalysis;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Knowledge;

/// <summary>What has to happen after a result that nobody has looked at, so that it matters.</summary>
internal enum ResultEffect
{
    /// <summary>Anything that others can tell.</summary>
    Anything,

    /// <summary>Somebody is signed in, or gets a token or a session.</summary>
    Session,

    /// <summary>Somebody is signed in.</summary>
    SignIn,
}

/// <summary>A type whose objects say whether something is valid.</summary>
/// <param name="Type">Metadata name.</param>
/// <param name="Gate">The member to test.</param>
/// <param name="Gates">All members that say whether it is valid.</param>
/// <param name="Payload">Members that mean something only if it is; none where the answer is all that there is.</param>
/// <param name="NullTells">Whether a payload that is there says that it is valid.</param>
/// <param name="Effect">For an answer without payload: what must not happen before it is looked at.</param>
/// <param name="Producers">Methods that return one.</param>
internal sealed record ResultType(
    string Type, string Gate, ImmutableArray<string> Gates, ImmutableArray<string> Payload, bool NullTells, ResultEffect Effect, ImmutableArray<string> Producers);

/// <summary>Results of a validation, which say by a member of their own whether it has succeeded. Checked against the real assemblies by ResultKnowledgeTests.</summary>
internal static class ResultKnowledge
{
    public static readonly ImmutableArray<ResultType> All = ImmutableArray.Create<ResultType>([
        new("Microsoft.IdentityModel.Tokens.TokenValidationResult", "IsValid", ImmutableArray.Create("IsValid", "Exception"), ImmutableArray.Create("ClaimsIdentity", "Claims", "SecurityToken"),
            NullTells: false, ResultEffect.Anything, ImmutableArray.Create("ValidateTokenAsync", "ValidateToken")),
        new("Microsoft.AspNetCore.Authentication.AuthenticateResult", "Succeeded", ImmutableArray.Create("Succeeded", "None", "Failure"), ImmutableArray.Create("Principal", "Ticket", "Properties"),
            NullTells: true, ResultEffect.Anything, ImmutableArray.Create("AuthenticateAsync")),
        new(TypeNames.UnsealResult, "Succeeded", ImmutableArray.Create("Succeeded", "Status"), ImmutableArray.Create("Session"),
            NullTells: true, ResultEffect.Anything, ImmutableArray.Create("Unseal")),
        new("SealedSessions.RevalidationResult`1", "Succeeded", ImmutableArray.Create("Succeeded", "Status", "Unseal"), ImmutableArray.Create("Session"),
            NullTells: true, ResultEffect.Anything, ImmutableArray.Create("RevalidateAsync")),
        new("Microsoft.AspNetCore.Authorization.AuthorizationResult", "Succeeded", ImmutableArray.Create("Succeeded", "Failure"), ImmutableArray<string>.Empty,
            NullTells: false, ResultEffect.Anything, ImmutableArray.Create("AuthorizeAsync")),
        new("Microsoft.AspNetCore.Identity.SignInResult", "Succeeded", ImmutableArray.Create("Succeeded"), ImmutableArray<string>.Empty,
            NullTells: false, ResultEffect.Session, ImmutableArray.Create("PasswordSignInAsync", "CheckPasswordSignInAsync", "TwoFactorSignInAsync", "TwoFactorAuthenticatorSignInAsync", "TwoFactorRecoveryCodeSignInAsync", "ExternalLoginSignInAsync")),
        new("Microsoft.AspNetCore.Identity.IdentityResult", "Succeeded", ImmutableArray.Create("Succeeded", "Errors"), ImmutableArray<string>.Empty,
            NullTells: false, ResultEffect.SignIn, ImmutableArray.Create("CreateAsync", "AddLoginAsync", "ConfirmEmailAsync", "ChangeEmailAsync", "ChangePhoneNumberAsync", "ResetPasswordAsync", "ChangePasswordAsync", "RedeemTwoFactorRecoveryCodeAsync")),
    ]);

    private static readonly ImmutableHashSet<string> Plumbing = ImmutableHashSet.Create(
        "ConfigureAwait", "GetAwaiter", "GetResult", "Wait", "AsTask", "Dispose", "DisposeAsync", "ThrowIfCancellationRequested", "nameof");

    private static readonly ImmutableHashSet<string> SessionWords = ImmutableHashSet.Create("token", "tokens", "jwt", "session", "ticket", "claims");

    private static readonly ImmutableHashSet<string> SessionWrites = ImmutableHashSet.Create("SetString", "SetInt32");

    /// <summary>Methods whose result has a payload.</summary>
    public static IEnumerable<string> PayloadProducers => All.Where(static row => !row.Payload.IsEmpty).SelectMany(static row => row.Producers);

    /// <summary>Methods whose result is nothing but an answer.</summary>
    public static IEnumerable<string> AnswerProducers => All.Where(static row => row.Payload.IsEmpty).SelectMany(static row => row.Producers);

    /// <summary>The row of what a method answers; null of any other.</summary>
    public static ResultType? Of(IMethodSymbol method)
    {
        var type = Inner(method.ReturnType);
        return All.FirstOrDefault(row => row.Producers.Contains(method.Name) && KnownSymbols.Is(type?.OriginalDefinition, row.Type));
    }

    public static bool IsOf(ResultType row, ISymbol member) => KnownSymbols.Is(member.ContainingType?.OriginalDefinition, row.Type);

    /// <summary>Whether a call is one that must not happen before an answer is looked at.</summary>
    public static bool IsEffect(ResultType row, IMethodSymbol method) => row.Effect switch
    {
        ResultEffect.Anything => !Plumbing.Contains(method.Name) && !IsShown(method.Name),
        ResultEffect.Session => TrustKnowledge.IsDecision(method) || SessionWrites.Contains(method.Name) || (!TrustKnowledge.IsLookUp(method.Name) && Words.Split(method.Name).Any(SessionWords.Contains)),
        _ => TrustKnowledge.IsDecision(method),
    };

    /// <summary>Whether a call is named like one that only writes down what it is given.</summary>
    public static bool IsShown(string method) =>
        method is "Information" or "Warning" or "Error" or "Debug" or "Verbose" or "Fatal" or "Format" or "Append" or "AppendLine" or "ToString"
        || method.StartsWith("Log", StringComparison.Ordinal) || method.StartsWith("Write", StringComparison.Ordinal) || method.StartsWith("Trace", StringComparison.Ordinal);

    private static ITypeSymbol? Inner(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var inner] } ? inner : type;
}
