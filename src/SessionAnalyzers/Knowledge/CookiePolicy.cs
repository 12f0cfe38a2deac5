using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does a cookie policy middleware set the flag on every cookie of this application?</summary>
internal static class CookiePolicy
{
    /// <summary>Whether Secure is, or may be, set on every cookie.</summary>
    public static bool Secures(SessionCompilation session) => Enforces(session, "Secure", CookieMembers.Secure, static policy => policy is SecurePolicy.Always);

    /// <summary>Whether HttpOnly is, or may be, set on every cookie.</summary>
    public static bool HidesFromScript(SessionCompilation session) => Enforces(session, "HttpOnly", CookieMembers.HttpOnly, static policy => policy is HttpOnlyPolicy.Always);

    /// <summary>Whether SameSite is, or may be, at least Lax on every cookie.</summary>
    public static bool RestrictsSites(SessionCompilation session) => Enforces(session, "MinimumSameSitePolicy", CookieMembers.SameSite, static policy => policy is SameSite.Lax or SameSite.Strict);

    /// <summary>Whether Secure is, or may be, set on every deletion.</summary>
    public static bool SecuresDeletions(SessionCompilation session) => Enforces(session, "Secure", CookieMembers.Secure, static policy => policy is SecurePolicy.Always, "OnDeleteCookie");

    /// <summary>Whether the middleware is in the pipeline; a call that does not bind may put it there.</summary>
    public static bool IsApplied(SessionCompilation session) =>
        session.Facts.Calls("UseCookiePolicy").Any(call => session.Method(call) is not { } method || KnownSymbols.Is(method.ContainingType, TypeNames.CookiePolicyPipeline))
        || session.Facts.Calls("UseMiddleware").Any(static call => TreeFacts.NameNode(call) is GenericNameSyntax { TypeArgumentList.Arguments: [var type] } && type.ToString().EndsWith("CookiePolicyMiddleware", StringComparison.Ordinal));

    /// <summary>Whether a call is one that configures the policy.</summary>
    public static bool IsConfiguredAt(SyntaxNode call, SessionCompilation session) =>
        call is InvocationExpressionSyntax invocation && session.ConfiguredOptions.At(invocation, TypeNames.CookiePolicyOptions) is { IsConfigured: true };

    /// <summary>The cookie that OnAppendCookie or OnDeleteCookie was called with, as the callback leaves it; null when the callback is not seen.</summary>
    public static ObjectState? CallbackCookie(SessionCompilation session, Value callback) =>
        callback.Atoms is [Atom.Callable { Method: { Parameters: [var context] } method } callable]
        && (callable.Lambda ?? Bodies.Of(method)) is { } body
        && session.Flows.Of(body)?.Exit is { } exit
            ? new ObjectState(session, Value.Of(new Atom.Reference(new ObjectId.Held(new ObjectId.Given(context), "CookieOptions"))), exit)
            : null;

    private static bool Enforces(SessionCompilation session, string member, string cookieMember, Func<object?, bool> isStrict, string callback = "OnAppendCookie")
    {
        if (!IsApplied(session))
        {
            return false;
        }

        foreach (var site in session.ConfiguredOptions.Sites(TypeNames.CookiePolicyOptions))
        {
            // A policy that comes from configuration may be strict: unknown is silent.
            var value = site.Options?.Read(member);
            if (value is null || !value.IsKnown || (value.TryGetConstants<object>(out var constants) && constants.All(isStrict))
                || CallbackSets(session, site.Options!.Read(callback), cookieMember, static flag => flag is true or SameSite.Lax or SameSite.Strict))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a callback sets the flag of every cookie that it is called with.</summary>
    private static bool CallbackSets(SessionCompilation session, Value callback, string member, Func<object?, bool> isSafe) =>
        CallbackCookie(session, callback)?.Read(member).TryGetConstants<object>(out var constants) == true && constants.All(isSafe);
}
