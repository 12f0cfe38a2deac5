using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;
using SessionAnalyzers.Trust;

namespace SessionAnalyzers.Anchors;

/// <summary>A source in a body and the first place that decides by what it says.</summary>
internal sealed class TrustDecision
{
    private readonly Decision _first;
    private readonly Action<Diagnostic> _report;

    private TrustDecision(Decision first, Action<Diagnostic> report)
    {
        _first = first;
        _report = report;
    }

    /// <summary>What decides.</summary>
    public string DisplayName => _first.At.ValueText;

    /// <summary>What the code calls that which has handed the value in.</summary>
    public string SourceName => _first.Source.Name;

    public SourceKind Kind => _first.Source.Kind;

    /// <summary>For a result or an answer: its type.</summary>
    public ResultType? Result => _first.Source.Result;

    /// <summary>What has been asked about the source on the way here.</summary>
    public Checks Checks => _first.Asked.Checks;

    /// <summary>What bodies of a file decide, once for each source.</summary>
    public static IEnumerable<TrustDecision> In(SemanticModel model, SessionCompilation session, Action<Diagnostic> report) =>
        session.TrustFlows.Bodies(model.SyntaxTree)
            .SelectMany(body => session.TrustFlows.Of(body).GroupBy(static decision => decision.Source))
            .Select(static group => group.First())
            .GroupBy(static first => first.Source.IsClaim ? (object)first.Source : first.At)
            .Select(group => new TrustDecision(group.First(), report));

    public void Report(Rule rule, params object[] arguments)
    {
        var location = _first.At.GetLocation();
        if (_first.At.Parent is { } node && !BuildRegions.Contains(node) && GeneratedCode.Allows(location))
        {
            // Where it is revalidated on some paths, what to do about the others is not for a fix to say.
            var edit = Checks.HasFlag(Checks.Passed) || Result is not null ? FixKeys.Own : FixKeys.Revalidate;
            _report(Diagnostic.Create(rule.Descriptor, location, Places(), FixTarget.Of(edit, Result?.Gate).Properties, arguments));
        }
    }

    /// <summary>Where the value comes from and, if it is revalidated on some paths, the branch that leads past that.</summary>
    private IEnumerable<Location> Places()
    {
        yield return _first.Source.Site.GetLocation();
        if (_first.Asked.Barrier is { } barrier && Branch(barrier) is { } branch)
        {
            yield return branch.GetFirstToken().GetLocation();
        }
    }

    private SyntaxNode? Branch(SyntaxNode barrier) =>
        barrier.AncestorsAndSelf().TakeWhile(node => !node.Span.Contains(_first.At.Span)).LastOrDefault(static node =>
            node is IfStatementSyntax or SwitchSectionSyntax or TryStatementSyntax or WhileStatementSyntax);
}
