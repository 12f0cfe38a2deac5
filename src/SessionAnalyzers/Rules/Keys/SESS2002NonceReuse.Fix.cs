using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Keys;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS2002NonceReuseFix))]
internal sealed class SESS2002NonceReuseFix() : SessionFix("SESS2002")
{
    private const string Fill = "SESS2002.Fill";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        var plan = new Plan(Fill);
        if (finding is { Anchor: { Node: InvocationExpressionSyntax call } anchor, Targets: [var nonce] }
            && Statement(call) is { } statement
            && FillableNonce.Is(nonce, call)
            && plan.Method(anchor, "System.Security.Cryptography.RandomNumberGenerator", "Fill") is { } fill)
        {
            plan.Add(InsertStatement.Of(anchor, statement, $"{fill}({nonce.Node});", after: false));
            yield return plan.Offer("Fill the nonce before each encryption");
        }
    }

    /// <summary>The statement that is nothing but the call.</summary>
    private static ExpressionStatementSyntax? Statement(InvocationExpressionSyntax call) => call.Parent switch
    {
        ExpressionStatementSyntax statement => statement,
        ConditionalAccessExpressionSyntax { Parent: ExpressionStatementSyntax statement } => statement,
        _ => null,
    };
}
