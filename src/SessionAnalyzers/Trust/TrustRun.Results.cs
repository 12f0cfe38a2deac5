using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>Results of a validation: who has looked at whether it succeeded, and what is read of one that nobody has looked at.</summary>
internal sealed partial class TrustRun
{
    /// <summary>What a call returns, if that is a result.</summary>
    private Facts Resulting(IInvocationOperation call, Facts facts)
    {
        var method = call.TargetMethod;
        if (_session.IsOurs(method.ContainingType) || ResultKnowledge.Of(method) is not { } row || KnownSymbols.Is(method.ContainingType, row.Type))
        {
            return facts;
        }

        if (row.Payload.IsEmpty)
        {
            if (IgnoredResult.Is(call.Syntax))
            {
                State = State.Enter(new Source(SourceKind.Ignored, call.Syntax, method.Name, Result: row));
            }

            return facts;
        }

        if (row.NullTells && Vouched.Is(call.Syntax, row, _session))
        {
            return facts;
        }

        var source = new Source(SourceKind.Result, call.Syntax, method.Name, Result: row);

        // Who asks the same once more gets the same answer.
        var same = State.Sources.FirstOrDefault(pair => pair.Key.Kind == SourceKind.Result && pair.Value.Checks == Checks.Passed
            && pair.Key.Site != call.Syntax && SyntaxFactory.AreEquivalent(pair.Key.Site, call.Syntax));
        State = same.Key is null ? State.Enter(source) : State.Enter(source, same.Value);
        return facts.With(new Trait(source, TraitKind.Result));
    }

    /// <summary>A member of a result says whether it is valid, or means something only if it is.</summary>
    private static Facts PartOfResult(Facts owner, Facts part, ISymbol member, SyntaxNode? read)
    {
        if (owner.Members.ContainsKey(NameOf(member)) || !part.Traits.Any(static trait => trait.Kind is TraitKind.Result or TraitKind.Payload))
        {
            return part;
        }

        var isHolder = member.ContainingType is { Name: "Task" or "ValueTask" or "Nullable" };
        var traits = part.Traits.Where(trait => trait.Kind is not (TraitKind.Result or TraitKind.Payload) || isHolder).ToImmutableHashSet();
        foreach (var trait in isHolder ? [] : owner.Traits.Where(static trait => trait.Kind == TraitKind.Result))
        {
            if (trait.Source.Result is { } row && ResultKnowledge.IsOf(row, member))
            {
                traits = row.Gates.Contains(member.Name) ? traits.Add(new Trait(trait.Source, TraitKind.Answer))
                    : row.Payload.Contains(member.Name) ? traits.Add(new Trait(trait.Source, TraitKind.Payload, read))
                    : traits;
            }
        }

        return part with { Traits = traits };
    }

    /// <summary>A payload whose absence says nothing is used as soon as it is read, unless a variable keeps it until the result has been looked at.</summary>
    private Facts ReadResult(IMemberReferenceOperation reference, Facts part)
    {
        foreach (var trait in part.Traits)
        {
            if (IsAlwaysThere(trait) && trait.Access == reference.Syntax && !IsKept(reference.Syntax))
            {
                Use(Facts.Of(trait), reference);
            }
        }

        return part;
    }

    private static bool IsAlwaysThere(Trait trait) => trait is { Kind: TraitKind.Payload, Source.Result.NullTells: false };

    private static bool IsKept(SyntaxNode read) => read.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax } => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax } => true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax } assignment => assignment.Right == read,
        _ => false,
    };

    /// <summary>A payload whose absence says nothing leaves for where nobody can ask any more.</summary>
    private void UseIfAlwaysThere(Facts facts, IOperation at)
    {
        foreach (var trait in facts.Whole.Where(IsAlwaysThere))
        {
            Use(Facts.Of(trait), at);
        }
    }

    /// <summary>Something that means nothing unless its result is valid is used as if it were.</summary>
    private void Use(Facts facts, IOperation at)
    {
        foreach (var trait in facts.Traits)
        {
            if (trait.Kind == TraitKind.Payload && !IsShown(at.Syntax))
            {
                Report([trait.Source], AnchorName.OfExpression(trait.Access ?? at.Syntax));
            }
        }
    }

    /// <summary>What a call does to results: what it reads of them, and what goes out of sight.</summary>
    private void UseInCall(IInvocationOperation call, Facts receiver, List<Facts> arguments)
    {
        var method = call.TargetMethod;
        if (call.Instance is { } instance)
        {
            Use(receiver, instance);
        }
        else if (method.IsExtensionMethod && arguments.Count > 0 && TrustKnowledge.IsFramework(method.ContainingType))
        {
            Use(arguments[0], call.Arguments[0].Value);
        }

        // Who gets both a payload and what says whether it is valid may look.
        var whole = Facts.None;
        arguments.ForEach(argument => whole = whole with { Traits = whole.Traits.Union(argument.Whole) });
        findings?.HandedOn.UnionWith(whole.OfResults.Intersect(whole.Of(TraitKind.Payload)));
        for (var i = 0; i < arguments.Count; i++)
        {
            UseIfAlwaysThere(arguments[i], call.Arguments[i].Value);
            if (TrustKnowledge.IsDecision(method))
            {
                Use(arguments[i], call.Arguments[i].Value);
            }
        }

        Happen(method);
    }

    /// <summary>A call happens although nobody has looked at an answer.</summary>
    private void Happen(IMethodSymbol method)
    {
        foreach (var source in findings is null ? [] : State.Sources.Keys.Where(source => source is { Kind: SourceKind.Ignored, Result: { } row } && ResultKnowledge.IsEffect(row, method)).ToList())
        {
            Report([source], AnchorName.OfExpression(source.Site));
        }
    }

    /// <summary>Code that is not read gets a result, or what says whether it is valid: it may look.</summary>
    private void HandOn(Facts facts) => findings?.HandedOn.UnionWith(facts.OfResults);

    private void HandOn(IInvocationOperation call, Facts receiver, List<Facts> arguments)
    {
        if (ResultKnowledge.IsShown(call.TargetMethod.Name))
        {
            return;
        }

        HandOn(receiver);
        foreach (var argument in arguments)
        {
            HandOn(argument);

            // It has no other way to say no than to throw.
            foreach (var trait in argument.Traits.Where(trait => trait is { Kind: TraitKind.Payload, Source.Result.NullTells: true } && call.TargetMethod.ReturnsVoid))
            {
                State = State.Pass(trait.Source, call.Syntax);
            }
        }
    }

    /// <summary>A null test of what is there only if the result is valid looks at that.</summary>
    private static Trait? Told(Trait trait) => trait switch
    {
        { Kind: TraitKind.Answer } => trait,
        { Kind: TraitKind.Payload, Source.Result.NullTells: true } => new Trait(trait.Source, TraitKind.Answer),
        _ => null,
    };

    /// <summary>Whoever branches on it has looked.</summary>
    private void LookAt(Facts facts, SyntaxNode test)
    {
        foreach (var trait in facts.Traits)
        {
            if (trait is { Kind: TraitKind.Answer, Source.Kind: SourceKind.Result })
            {
                State = State.Pass(trait.Source, test);
            }
        }
    }

    /// <summary>What is only written down, or asserted.</summary>
    private static bool IsShown(SyntaxNode node)
    {
        foreach (var call in node.Ancestors().TakeWhile(static outer => outer is not (StatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<InvocationExpressionSyntax>())
        {
            if (call.ArgumentList.Span.Contains(node.Span)
                && (ResultKnowledge.IsShown(AnchorName.Of(call).ValueText) || call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Assert" } }))
            {
                return true;
            }
        }

        return false;
    }
}
