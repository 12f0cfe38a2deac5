using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers;

/// <summary>A diagnostic, found again in the solution: its anchor, and the nodes that its rule says are to be edited.</summary>
internal sealed class Finding
{
    private readonly ImmutableArray<Place> _targets;

    private Finding(Diagnostic diagnostic, Place anchor, ImmutableArray<Place> targets)
    {
        Edit = Property(diagnostic, FixKeys.Edit);
        Member = Property(diagnostic, FixKeys.Member);
        Limit = long.TryParse(Property(diagnostic, FixKeys.Limit), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? new TimeSpan(ticks) : null;
        Anchor = anchor;
        _targets = targets;
    }

    /// <summary>One of the kinds of <see cref="FixKeys"/>; empty when the rule knows of no edit.</summary>
    public string Edit { get; }

    /// <summary>The member that is wrong, with its path from the options object.</summary>
    public string Member { get; }

    /// <summary>The last step of <see cref="Member"/>.</summary>
    public string MemberName => MemberPath.Last(Member);

    /// <summary>The call, creation, comparison, assignment or declaration whose name carries the squiggle; for what decides, else the name itself.</summary>
    public Place Anchor { get; }

    /// <summary>All nodes that the rule names.</summary>
    public IReadOnlyList<Place> Targets => _targets;

    /// <summary>The object creations to edit: where there are several, any of them may have made the object.</summary>
    public IEnumerable<Place> Creations => _targets.Where(static target => target.Node is BaseObjectCreationExpressionSyntax);

    /// <summary>The lambda or method to edit.</summary>
    public Place? Callback => _targets.FirstOrDefault(static target => target.Node is AnonymousFunctionExpressionSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax);

    /// <summary>The assignments that decide the member.</summary>
    public IEnumerable<Place> Writes => _targets.Where(static target => target.Node is AssignmentExpressionSyntax);

    /// <summary>The expressions that give what is wrong: right sides of assignments, arguments, results.</summary>
    public IEnumerable<Place> Values => _targets.Where(static target => target.Node is ExpressionSyntax)
        .Select(static target => target.Node is AssignmentExpressionSyntax assignment ? target.At(assignment.Right) : target);

    /// <summary>The longest time allowed; null when the diagnostic names none.</summary>
    public TimeSpan? Limit { get; }

    /// <summary>Offers to write the longest time allowed.</summary>
    public Offer? Shorten(string key)
    {
        var plan = new Plan(key);
        return Edit == FixKeys.Shorten && Limit is { } limit && ShorterTime.Write(Values.ToList(), limit, plan) is { } code ? plan.Offer("Write " + code) : null;
    }

    /// <summary>Offers to write <c>false</c>.</summary>
    public Offer? Deny(string key)
    {
        var plan = new Plan(key);
        foreach (var value in Edit == FixKeys.Deny ? Values : [])
        {
            plan.Add(new ReplaceExpression(value.Document.Id, value.Node, "false"));
        }

        return plan.Offer("Write false");
    }

    /// <summary>Offers to give the member its safe value.</summary>
    public Offer? Set(string key) => SafeCookie.Setting(MemberName) is { } setting ? Set(key, null, setting) : null;

    /// <summary>Offers to give members of the object safe values.</summary>
    /// <param name="key">The equivalence key.</param>
    /// <param name="title">Null for one that shows the members and values.</param>
    /// <param name="settings">The members, which stand where <see cref="Member"/> stands.</param>
    public Offer? Set(string key, string? title, params Setting[] settings)
    {
        var plan = new Plan(key);
        var done = Edit switch
        {
            FixKeys.AddArgument => OptionsArgument.Add(this, settings, plan),
            FixKeys.SetMember => CreatedObject.Set(this, settings, plan),
            FixKeys.SetBefore => OptionsVariable.Set(this, settings, plan),
            FixKeys.Configure => Registration.Configure(this, settings, plan),
            FixKeys.Rewrite => WrittenValue.Rewrite(Writes, settings, plan),
            _ => false,
        };
        return done ? plan.Offer(title) : null;
    }

    /// <summary>Offers to take the assignments of the member away.</summary>
    public Offer? Remove(string key)
    {
        var plan = new Plan(key);
        foreach (var write in Writes)
        {
            if (RemoveAssignment.Of(write) is not { } edit)
            {
                return null;
            }

            plan.Add(edit);
        }

        return plan.Offer("Remove " + Member);
    }

    /// <summary>Null when the code is not what the diagnostic says any more.</summary>
    public static async Task<Finding?> OfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || !root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            || Anchored(root.FindToken(diagnostic.Location.SourceSpan.Start), diagnostic) is not { } node
            || await Place.OfAsync(document, node, cancellationToken).ConfigureAwait(false) is not { } anchor)
        {
            return null;
        }

        var targets = ImmutableArray.CreateBuilder<Place>();
        foreach (var location in diagnostic.AdditionalLocations)
        {
            // Where one of the nodes cannot be edited, the others are not the whole fix.
            if (DocumentOf(location, document) is not { } other
                || await other.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } otherRoot
                || !otherRoot.FullSpan.Contains(location.SourceSpan)
                || await Place.OfAsync(other, otherRoot.FindNode(location.SourceSpan, getInnermostNodeForTie: true), cancellationToken).ConfigureAwait(false) is not { } target)
            {
                return null;
            }

            targets.Add(target);
        }

        return new Finding(diagnostic, anchor, targets.ToImmutable());
    }

    /// <summary>The document of a location; a location that has crossed a process knows its path only.</summary>
    private static Document? DocumentOf(Location location, Document near)
    {
        var solution = near.Project.Solution;
        return location.SourceTree is { } tree
            ? solution.GetDocument(tree)
            : solution.GetDocumentIdsWithFilePath(location.GetLineSpan().Path).OrderBy(id => id.ProjectId == near.Project.Id ? 0 : 1).Select(solution.GetDocument).FirstOrDefault();
    }

    /// <summary>What decides may be any name; what is written or called wrongly is named by its own.</summary>
    private static SyntaxNode? Anchored(SyntaxToken name, Diagnostic diagnostic) =>
        Named(name) ?? (Property(diagnostic, FixKeys.Edit) == FixKeys.Revalidate ? name.Parent : null);

    /// <summary>What a token names: a call, creation, comparison, assignment or declaration, or a member that is only read.</summary>
    private static SyntaxNode? Named(SyntaxToken name) => name.Parent switch
    {
        BaseObjectCreationExpressionSyntax or BinaryExpressionSyntax or VariableDeclaratorSyntax => name.Parent,
        MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax => name.Parent,
        var node => NamedBy(node) ?? (node as SimpleNameSyntax)?.Parent as MemberAccessExpressionSyntax,
    };

    private static SyntaxNode? NamedBy(SyntaxNode? node)
    {
        while (node is not null)
        {
            var isCallee = node.Parent switch
            {
                InvocationExpressionSyntax call => call.Expression == node,
                AssignmentExpressionSyntax assignment => assignment.Left == node,
                ObjectCreationExpressionSyntax creation => creation.Type == node,
                MemberAccessExpressionSyntax access => access.Name == node,
                MemberBindingExpressionSyntax binding => binding.Name == node,
                QualifiedNameSyntax qualified => qualified.Right == node,
                AliasQualifiedNameSyntax alias => alias.Name == node,
                ElementAccessExpressionSyntax element => element.Expression == node,
                ConditionalAccessExpressionSyntax conditional => conditional.WhenNotNull == node,
                _ => false,
            };
            if (!isCallee || node.Parent is InvocationExpressionSyntax or AssignmentExpressionSyntax or ObjectCreationExpressionSyntax)
            {
                return isCallee ? node.Parent : null;
            }

            node = node.Parent;
        }

        return null;
    }

    private static string Property(Diagnostic diagnostic, string key) => diagnostic.Properties.TryGetValue(key, out var value) && value is not null ? value : "";
}
