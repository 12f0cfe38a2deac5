using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Targets;

/// <summary>May a nonce be filled just before a call? It is made in the same body, and whoever needs the old bytes has them by then.</summary>
internal static class FillableNonce
{
    private const int CollectionExpression = 9076;

    public static bool Is(Place nonce, InvocationExpressionSyntax call)
    {
        if (Holder(nonce) is not { } holder || OnlyValue.Of(holder) is not { } made || !IsMade(made)
            || Function(made.Declarator) is not { } function || Function(call) != function)
        {
            return false;
        }

        var others = made.Mentions.Where(mention => mention != holder.Node).ToList();
        if (others.Exists(mention => Function(mention) != function))
        {
            return false;
        }

        var before = others.Where(mention => mention.SpanStart < call.SpanStart).ToList();
        var loop = Loop(call, made.Declarator);
        if (loop is null && !before.Exists(mention => IsEncrypted(nonce.At(mention))))
        {
            // Its first use: what was copied before would be another nonce.
            return before.Count == 0;
        }

        // A later use: the message before has to have a copy, if any has.
        var copies = others.Where(mention => !IsEncrypted(nonce.At(mention)) && !IsFilled(nonce.At(mention))).ToList();
        var last = before.Where(mention => IsEncrypted(nonce.At(mention))).Select(static mention => mention.SpanStart).DefaultIfEmpty(made.Declarator.SpanStart).Max();
        return copies.TrueForAll(mention => IsCopied(nonce.At(mention)))
            && (copies.Count == 0 || copies.Exists(mention => loop is null ? mention.SpanStart > last && mention.SpanStart < call.SpanStart : mention.SpanStart > call.SpanStart && loop.Span.Contains(mention.Span)));
    }

    /// <summary>The variable that is the nonce, or whose memory it is a part of.</summary>
    private static Place? Holder(Place nonce) => nonce.Node switch
    {
        IdentifierNameSyntax => nonce,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax holder, Name.Identifier.ValueText: "AsSpan" or "Slice" } } => nonce.At(holder),
        _ => null,
    };

    /// <summary>Whether a variable is new memory that can be written to.</summary>
    private static bool IsMade(OnlyValue made) =>
        made.Value.Model.GetDeclaredSymbol(made.Declarator) is ILocalSymbol local
        && (local.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } or INamedTypeSymbol { Name: "Span", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] })
        && (made.Value.Node switch
        {
            ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => true,
            InvocationExpressionSyntax call => made.Value.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "RandomNumberGenerator", Name: "GetBytes" },
            { RawKind: CollectionExpression } => true,
            _ => false,
        });

    /// <summary>The outermost loop that the call is in and the declaration is not.</summary>
    private static StatementSyntax? Loop(SyntaxNode call, SyntaxNode declarator) => call.Ancestors().OfType<StatementSyntax>()
        .LastOrDefault(statement => statement is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax && !statement.Span.Contains(declarator.Span));

    private static bool IsEncrypted(Place mention) => Called(mention)?.Name is "Encrypt" or "Decrypt";

    private static bool IsFilled(Place mention) => Called(mention)?.ContainingType.Name == "RandomNumberGenerator";

    /// <summary>Whether nothing keeps the memory itself: it is measured, copied, or turned into text.</summary>
    private static bool IsCopied(Place mention) =>
        mention.Node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "CopyTo" or "TryCopyTo" or "ToArray" or "Clone" } access && access.Expression == mention.Node
        || Called(mention) is { Name: "Copy" or "BlockCopy" or "ToBase64String" or "ToHexString" or "Write" or "WriteAsync" };

    private static IMethodSymbol? Called(Place mention)
    {
        var argument = mention.Node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax view, Name.Identifier.ValueText: "AsSpan" or "Slice" } ? view.Parent : mention.Node.Parent;
        return argument is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } ? mention.Model.GetSymbolInfo(call).Symbol as IMethodSymbol : null;
    }

    private static SyntaxNode? Function(SyntaxNode node) => node.Ancestors().FirstOrDefault(static ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax);
}
