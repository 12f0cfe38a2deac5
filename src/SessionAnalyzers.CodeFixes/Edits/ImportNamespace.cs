using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Adds a using to a compilation unit: where it has its own, in their order.</summary>
internal sealed record ImportNamespace(DocumentId Document, SyntaxNode Node, string Namespace, string EndOfLine) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current)
    {
        var unit = (CompilationUnitSyntax)current;
        if (unit.Usings.Count > 0 || unit.Members.FirstOrDefault() is not BaseNamespaceDeclarationSyntax { Usings.Count: > 0 } space)
        {
            return unit.Usings.Count > 0 ? unit.WithUsings(Insert(unit.Usings)) : AddFirst(unit);
        }

        return unit.ReplaceNode(space, space.WithUsings(Insert(space.Usings)));
    }

    private SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings)
    {
        if (usings.Any(IsSame))
        {
            return usings;
        }

        // Before the first that comes later; aliases and statics stand at the end, global ones at the start.
        var index = 0;
        for (var i = 0; i < usings.Count; i++)
        {
            if (usings[i].GlobalKeyword.RawKind != 0 || (IsPlain(usings[i]) && Compare(usings[i].Name!.ToString(), Namespace) < 0))
            {
                index = i + 1;
            }
        }

        var end = SyntaxFactory.EndOfLine(EndOfLine);
        if (index > 0)
        {
            return usings.Insert(index, Using().WithLeadingTrivia(Layout.White(Layout.Indentation(usings[index - 1].GetFirstToken()))).WithTrailingTrivia(end));
        }

        // What stands above the first using, the file's header, stays above.
        var first = usings[0];
        return usings
            .Replace(first, first.WithLeadingTrivia(Layout.White(Layout.Indentation(first.GetFirstToken()))))
            .Insert(0, Using().WithLeadingTrivia(first.GetLeadingTrivia()).WithTrailingTrivia(end));
    }

    private CompilationUnitSyntax AddFirst(CompilationUnitSyntax unit)
    {
        var first = unit.GetFirstToken(includeZeroWidth: true);
        var leading = first.LeadingTrivia;
        var header = Header(leading, first.Parent!.AncestorsAndSelf().Any(static node => node is BaseTypeDeclarationSyntax));
        var end = SyntaxFactory.EndOfLine(EndOfLine);
        var rest = SyntaxFactory.TriviaList(leading.Skip(header).SkipWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        return unit
            .ReplaceToken(first, first.WithLeadingTrivia(rest.Insert(0, end)))
            .WithUsings(SyntaxFactory.SingletonList(Using().WithLeadingTrivia(leading.Take(header)).WithTrailingTrivia(end)));
    }

    /// <summary>How many of the trivia at the top of a file are about the file and not about its first member.</summary>
    private static int Header(SyntaxTriviaList leading, bool isType)
    {
        for (var i = leading.Count - 1; i >= 0; i--)
        {
            var isBlankLine = leading[i].IsKind(SyntaxKind.EndOfLineTrivia) && (i == 0 || leading[i - 1].IsKind(SyntaxKind.EndOfLineTrivia) || leading[i - 1].HasStructure);
            if (isBlankLine || leading[i].IsDirective)
            {
                return i + 1;
            }
        }

        return isType ? 0 : leading.Count;
    }

    private UsingDirectiveSyntax Using() =>
        SyntaxFactory.ParseCompilationUnit("using " + Namespace + ";").Usings[0];

    private bool IsSame(UsingDirectiveSyntax directive) => IsPlain(directive) && directive.Name!.ToString() == Namespace;

    private static bool IsPlain(UsingDirectiveSyntax directive) => directive.Alias is null && directive.StaticKeyword.RawKind == 0 && directive.Name is not null;

    private static int Compare(string left, string right) =>
        (IsSystem(right) ? 1 : 0) - (IsSystem(left) ? 1 : 0) is var system and not 0 ? system : string.CompareOrdinal(left, right);

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
