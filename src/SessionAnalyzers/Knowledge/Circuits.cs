using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does this compilation ask again, while a circuit of Blazor is open, whether its user is still signed in?</summary>
internal static class Circuits
{
    private const string Provider = "AuthenticationStateProvider";

    private static readonly ImmutableArray<string> SignInServices =
        ImmutableArray.Create("AddAuthentication", "AddIdentity", "AddDefaultIdentity", "AddIdentityCore", "AddIdentityApiEndpoints");

    /// <summary>Whether users sign in to the application.</summary>
    public static bool HaveUsers(SessionCompilation session) =>
        SignInServices.Any(service => session.Facts.Mentions(service).Any(static name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && TreeFacts.InvokedName(call) == name.Identifier.ValueText));

    /// <summary>Whether some provider revalidates, or may: one that derives from the framework's, or one that is registered and not seen.</summary>
    public static bool AreRevalidated(SessionCompilation session) =>
        session.Facts.Mentions("RevalidatingServerAuthenticationStateProvider").Any()
        || session.Facts.Mentions(Provider).Any(name => MayRegisterRevalidating(session, name));

    private static bool MayRegisterRevalidating(SessionCompilation session, SimpleNameSyntax name)
    {
        if (name.FirstAncestorOrSelf<TypeArgumentListSyntax>() is not { Parent: GenericNameSyntax { Identifier.ValueText: var method } } arguments)
        {
            return name.FirstAncestorOrSelf<TypeOfExpressionSyntax>() is not null;
        }

        if (method.IndexOf("Add", StringComparison.Ordinal) < 0)
        {
            return method is "Scoped" or "Describe" or "Replace";
        }

        // A registration by a factory, or of a type of another project, may be anything.
        return arguments.Arguments is not [_, var implementation]
            || session.SemanticModel(name.SyntaxTree)?.GetTypeInfo(implementation).Type is not { } type
            || !session.IsOurs(type)
            || KnownSymbols.IsOrInherits(type, TypeNames.RevalidatingProvider);
    }
}
