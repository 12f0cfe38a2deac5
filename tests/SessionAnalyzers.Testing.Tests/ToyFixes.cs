using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace SessionAnalyzers.Testing.Tests;

/// <summary>Calls Good instead of Bad, where no arguments are in the way. Those derived from it break one promise each.</summary>
internal class RenameFix : CodeFixProvider
{
    public const string Key = "rename";

    public sealed override ImmutableArray<string> FixableDiagnosticIds => [CallAnalyzer.Id];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root!.FindNode(context.Span) is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call)
        {
            Register(context, root, call);
        }
    }

    protected virtual void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call) =>
        Offer(context, "Call Good", Key, root.ReplaceNode(call, Change(call)));

    protected virtual SyntaxNode Change(InvocationExpressionSyntax call) => Call("Good", call);

    protected static InvocationExpressionSyntax Call(string method, InvocationExpressionSyntax call) =>
        call.WithExpression(SyntaxFactory.IdentifierName(method).WithTriviaFrom(call.Expression));

    protected static void Offer(CodeFixContext context, string title, string? key, SyntaxNode root) => context.RegisterCodeFix(
        CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root)), key),
        context.Diagnostics);
}

internal sealed class BreakingFix : RenameFix
{
    protected override SyntaxNode Change(InvocationExpressionSyntax call) => Call("Missing", call);
}

/// <summary>Leaves what is reported, and is therefore offered again.</summary>
internal sealed class EndlessFix : RenameFix
{
    protected override SyntaxNode Change(InvocationExpressionSyntax call) =>
        call.WithLeadingTrivia(call.GetLeadingTrivia().Add(SyntaxFactory.Comment("/* fixed */")));
}

internal sealed class IdleFix : RenameFix
{
    protected override void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call) =>
        Offer(context, "Call Good", Key, root);
}

/// <summary>Builds one identifier of what the text shows as a member access.</summary>
internal sealed class WrongTreeFix : RenameFix
{
    protected override SyntaxNode Change(InvocationExpressionSyntax call) => Call("C.Good", call);
}

/// <summary>Builds an identifier whose name has the '@', of a text where the '@' only quotes it.</summary>
internal sealed class WrongNameFix : RenameFix
{
    protected override SyntaxNode Change(InvocationExpressionSyntax call) => Call("@Good", call);
}

/// <summary>The same text from different nodes: the tree adds before it multiplies.</summary>
internal sealed class WrongNodesFix : RenameFix
{
    protected override SyntaxNode Change(InvocationExpressionSyntax call) => SyntaxFactory.BinaryExpression(
        SyntaxKind.MultiplyExpression,
        SyntaxFactory.BinaryExpression(SyntaxKind.AddExpression, Number(1), Number(2)),
        Number(3));

    private static LiteralExpressionSyntax Number(int value) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(value));
}

internal sealed class KeylessFix : RenameFix
{
    protected override void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call) =>
        Offer(context, "Call Good", null, root.ReplaceNode(call, Change(call)));
}

internal sealed class SameKeyFix : RenameFix
{
    protected override void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call)
    {
        base.Register(context, root, call);
        Offer(context, "Call Good, again", Key, root.ReplaceNode(call, Change(call)));
    }
}

internal sealed class SameTitleFix : RenameFix
{
    protected override void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call)
    {
        base.Register(context, root, call);
        Offer(context, "Call Good", "again", root.ReplaceNode(call, Change(call)));
    }
}

/// <summary>Offers two ways, below one entry of the lightbulb.</summary>
internal sealed class ChoiceFix : RenameFix
{
    protected override void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call) => context.RegisterCodeFix(
        CodeAction.Create("Call another", [Choice("Good", context, root, call), Choice("Better", context, root, call)], isInlinable: false),
        context.Diagnostics);

    private static CodeAction Choice(string method, CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call) => CodeAction.Create(
        "Call " + method,
        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, Call(method, call)))),
        method);
}

internal sealed class NoFixAllFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => null;
}

/// <summary>Its fix-all does something else in one scope.</summary>
internal class WrongFixAllFix : RenameFix
{
    public override FixAllProvider GetFixAllProvider() => new FixAll(WrongIn);

    protected virtual FixAllScope WrongIn => FixAllScope.Solution;

    private sealed class FixAll(FixAllScope wrongIn) : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => fixAllContext.Scope == wrongIn
            ? Task.FromResult<CodeAction?>(CodeAction.Create("Empty", _ => Task.FromResult(fixAllContext.Document!.WithText(Microsoft.CodeAnalysis.Text.SourceText.From("")))))
            : WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext);
    }
}

internal sealed class WrongFixAllInProjectFix : WrongFixAllFix
{
    protected override FixAllScope WrongIn => FixAllScope.Project;
}

internal sealed class WrongFixAllInDocumentFix : WrongFixAllFix
{
    protected override FixAllScope WrongIn => FixAllScope.Document;
}

/// <summary>Its fix-all fixes one place only.</summary>
internal sealed class HesitantFixAllFix : RenameFix
{
    public override FixAllProvider GetFixAllProvider() => new FixAll();

    private sealed class FixAll : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var document = fixAllContext.Document!;
            var diagnostics = await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            CodeAction? first = null;
            await fixAllContext.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostics[0], (action, _) => first = action, fixAllContext.CancellationToken)).ConfigureAwait(false);
            return first;
        }
    }
}

/// <summary>Adds a statement before the call, and leaves the layout to the formatter.</summary>
internal class AddStatementFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var statements = diagnostics.Select(diagnostic => Statement(root.FindNode(diagnostic.Location.SourceSpan))).ToArray();
        root = root.TrackNodes(statements);
        foreach (var statement in statements)
        {
            root = Insert(root, root.GetCurrentNode(statement)!);
        }

        return document.WithSyntaxRoot(root);
    });

    protected override void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call) =>
        Offer(context, "Check first", Key, Insert(root, Statement(call)));

    protected virtual StatementSyntax Lay(StatementSyntax added, StatementSyntax next) =>
        added.WithAdditionalAnnotations(Formatter.Annotation);

    private SyntaxNode Insert(SyntaxNode root, StatementSyntax statement)
    {
        var added = Lay(SyntaxFactory.ParseStatement("Check();").WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithTrailingTrivia(SyntaxFactory.ElasticMarker), statement);
        var call = statement.DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        return root.ReplaceNode(statement, [added, statement.ReplaceNode(call, Call("Good", call))]);
    }

    private static StatementSyntax Statement(SyntaxNode call) => call.FirstAncestorOrSelf<StatementSyntax>()!;
}

internal sealed class LineFeedFix : AddStatementFix
{
    protected override StatementSyntax Lay(StatementSyntax added, StatementSyntax next) =>
        added.WithLeadingTrivia(next.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.LineFeed);
}

internal sealed class SpacesFix : AddStatementFix
{
    protected override StatementSyntax Lay(StatementSyntax added, StatementSyntax next) => added
        .WithLeadingTrivia(SyntaxFactory.Whitespace("        "))
        .WithTrailingTrivia(next.GetTrailingTrivia());
}

/// <summary>Puts the method that is called into a new file.</summary>
internal sealed class NewFileFix : RenameFix
{
    protected override void Register(CodeFixContext context, SyntaxNode root, InvocationExpressionSyntax call) => context.RegisterCodeFix(
        CodeAction.Create(
            "Call a new Good",
            _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, call.WithExpression(SyntaxFactory.ParseExpression("New.Good").WithTriviaFrom(call.Expression)))).Project
                .AddDocument("New.cs", SyntaxFactory.ParseCompilationUnit("static class New { public static void Good() { } }")).Project.Solution),
            Key),
        context.Diagnostics);
}
