using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>Has somebody else already refused whoever cannot be authenticated here? Then authenticating once more succeeds.</summary>
internal static class Vouched
{
    /// <summary>Names of which a member that mentions one has asked already, or has used what only a signed-in user has.</summary>
    private static readonly ImmutableHashSet<string> Here = ImmutableHashSet.Create("IsAuthenticated", "RequireAuthorization", "GetTokenAsync");

    /// <summary>Names by which a project refuses whoever is not signed in.</summary>
    private static readonly ImmutableArray<string> Everywhere = ImmutableArray.Create("RequireAuthenticatedUser", "FallbackPolicy", "AuthorizeFilter", "AuthorizeFolder", "AuthorizePage");

    public static bool Is(SyntaxNode call, ResultType row, SessionCompilation session)
    {
        if (!row.Producers.Contains("AuthenticateAsync"))
        {
            return false;
        }

        foreach (var node in call.Ancestors())
        {
            if (node is MemberDeclarationSyntax { AttributeLists: var lists } member)
            {
                if (lists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString().Contains("Authorize")))
                {
                    return true;
                }

                if (member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or GlobalStatementSyntax
                    && member.DescendantTokens().Any(static token => Here.Contains(token.ValueText)))
                {
                    return true;
                }
            }
        }

        return Everywhere.Any(name => session.Facts.Mentions(name).Any());
    }
}
