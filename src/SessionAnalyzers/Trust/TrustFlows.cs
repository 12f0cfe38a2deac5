using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>What is decided in a body by what it has unsealed? Each body is run at most once, when it mentions something that unseals.</summary>
internal sealed class TrustFlows(SessionCompilation session)
{
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<Decision>> _decisions = new();

    /// <summary>The bodies of a file that mention something which unseals.</summary>
    public IEnumerable<SyntaxNode> Bodies(SyntaxTree tree)
    {
        var bodies = new HashSet<SyntaxNode>();
        foreach (var name in session.TrustNames.In(tree))
        {
            for (var body = Flow.Bodies.Around(name); body is not null; body = Flow.Bodies.Around(body))
            {
                bodies.Add(body);

                // A lambda that is kept in a variable is called by the code around it.
                if (body is not LambdaExpressionSyntax { Parent: EqualsValueClauseSyntax })
                {
                    break;
                }
            }
        }

        return bodies.OrderBy(static body => body.SpanStart);
    }

    /// <summary>By source, the decisions of a body about what it has unsealed itself, in the order of the source.</summary>
    public ImmutableArray<Decision> Of(SyntaxNode body) => _decisions.GetOrAdd(body, Find);

    private ImmutableArray<Decision> Find(SyntaxNode body)
    {
        var findings = new Findings();
        if (session.Bodies.Graph(body) is not { } graph
            || TrustFlow.Run(graph, TrustState.Empty, new Frame(session, body, null, Value.Unknown), findings) is not { } flow)
        {
            return ImmutableArray<Decision>.Empty;
        }

        if (!ClientInput.Answers(body, session))
        {
            // Who calls this looks at what it returns, or does not.
            findings.LookedAt.UnionWith(flow.Returned.Traits.Select(static trait => trait.Access).OfType<SyntaxNode>());
        }

        findings.HandedOn.UnionWith(flow.Returned.OfResults);
        return findings.Decisions
            .Where(decision => !findings.HandedOn.Contains(decision.Source) && Flow.Bodies.Around(decision.Source.Site) == body && (decision.Access is null || !findings.LookedAt.Contains(decision.Access)))
            .OrderBy(static decision => decision.At.SpanStart)
            .ToImmutableArray();
    }
}
