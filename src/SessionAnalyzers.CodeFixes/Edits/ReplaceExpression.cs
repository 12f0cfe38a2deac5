using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SessionAnalyzers.Edits;

/// <summary>Writes another expression.</summary>
internal sealed record ReplaceExpression(DocumentId Document, SyntaxNode Node, string Code) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current) => SyntaxFactory.ParseExpression(Code).WithTriviaFrom(current);
}
