using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>What calls do with untrusted values: those of this compilation by running them, those of others by what they are called.</summary>
internal sealed partial class TrustRun
{
    private Facts Create(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => (argument.Parameter, Facts: Evaluate(argument.Value))).ToList();
        if (!_session.IsOurs(creation.Type))
        {
            arguments = arguments.ConvertAll(argument => (argument.Parameter, Handed(argument.Facts, Facts.None)));
        }

        arguments.ForEach(argument => HandOn(argument.Facts));
        arguments.ForEach(argument => UseIfAlwaysThere(argument.Facts, creation));
        var made = Facts.Made(arguments.Select(static argument => argument.Facts));
        if (TrustKnowledge.IsIdentity(creation.Type))
        {
            arguments.ForEach(argument => Use(argument.Facts, creation));
            Decide(made, AnchorName.Of(creation.Syntax));
            return made;
        }

        if (creation.Constructor is { } constructor && Bodies.Of(constructor) is { } body && arguments.Any(static argument => argument.Facts.Sources.Any()))
        {
            RunCallee(body, constructor, creation.Syntax, null, Facts.None, Ordered(constructor, creation.Arguments, arguments.ConvertAll(static argument => argument.Facts)));
        }

        // A record's or an own type's parameters are called like the members that they set.
        if (_session.IsOurs(creation.Type))
        {
            return arguments.Aggregate(Facts.None, static (whole, argument) =>
                argument.Parameter is { Name: { Length: > 0 } name } ? whole.WithMember(char.ToUpperInvariant(name[0]) + name.Substring(1), argument.Facts) : whole);
        }

        return TrustKnowledge.IsFramework(creation.Type) ? made : Facts.None;
    }

    private Facts Invoke(IInvocationOperation call) => Resulting(call, InvokeMethod(call));

    private Facts InvokeMethod(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var receiver = Evaluate(call.Instance);
        var arguments = call.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        UseInCall(call, receiver, arguments);
        if (receiver.Of(TraitKind.Result).Any() && method.ContainingNamespace?.ToDisplayString() is "System.Threading.Tasks" or "System.Runtime.CompilerServices")
        {
            return receiver;
        }

        RunLambdas(call, receiver, arguments);
        if (Opened(call, arguments) is { } opened)
        {
            return opened;
        }

        if (ClientInput.Is(method))
        {
            var key = call.Arguments.Select(static argument => argument.Value.ConstantValue.Value).OfType<string>().FirstOrDefault();
            return Enter(new Source(SourceKind.Request, call.Syntax, key ?? method.Name), TraitKind.Content);
        }

        var given = arguments.SelectMany(static argument => argument.Sources).Concat(receiver.Sources).Where(static source => source.IsClaim).Distinct().ToList();
        if (IsRevalidation(method))
        {
            return Revalidated(call, given);
        }

        if (TrustKnowledge.IsDecision(method) || IsMarked(method, Annotations.TrustDecision))
        {
            Decide(Facts.Made(arguments), AnchorName.Of(call.Syntax));
            return Facts.None;
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            if (call.Arguments[i].Parameter is { } parameter && KnownSymbols.IsAnnotated(parameter, Annotations.TrustDecision))
            {
                Decide(arguments[i], AnchorName.Of(call.Syntax));
            }
        }

        if (receiver.Callable is { } callable && method.MethodKind == MethodKind.DelegateInvoke)
        {
            return (callable.Lambda ?? Bodies.Of(callable.Method)) is { } lambda
                ? RunCallee(lambda, callable.Method, call.Syntax, null, Facts.None, Ordered(callable.Method, call.Arguments, arguments)) ?? Facts.None
                : Facts.None;
        }

        if ((_session.IsOurs(method.ContainingType) || method.MethodKind == MethodKind.LocalFunction)
            && !Calls.AreDispatched(call) && Bodies.Of(method) is { } body)
        {
            if (!MayMatter(body, method.Name, arguments.Prepend(receiver)) && method.MethodKind != MethodKind.LocalFunction)
            {
                return Facts.None;
            }

            if (RunCallee(body, method, call.Syntax, call.Instance, receiver, Ordered(method, call.Arguments, arguments)) is { } returned)
            {
                return returned;
            }

            // What is too deep to follow may have asked.
            HandOn(call, receiver, arguments);
            return Give(call, given, arguments);
        }

        HandOn(call, receiver, arguments);

        if (call.Instance is { } instance && !arguments.TrueForAll(static argument => argument.Contents.FirstOrDefault() is null)
            && method.Name is "Add" or "AddRange" or "Append" or "Insert" or "Enqueue" or "Push" && TrustKnowledge.IsFramework(method.ContainingType))
        {
            Add(instance, Facts.Made(arguments));
            return Facts.Made(arguments.Prepend(receiver));
        }

        return given.Count == 0 && receiver.Known != Known.Clock ? Clock(call, arguments) : Unread(call, receiver, arguments);
    }

    private static Facts Clock(IInvocationOperation call, List<Facts> arguments) =>
        call.TargetMethod is { Name: "GetUtcNow" or "GetLocalNow", ContainingType.Name: "TimeProvider" } or { Name: "ToUnixTimeSeconds" or "ToUnixTimeMilliseconds" }
        || arguments.Exists(static argument => argument.Known == Known.Clock)
            ? Facts.Of(Known.Clock)
            : Facts.None;

    /// <summary>A call that is not read, with something of a source.</summary>
    private Facts Unread(IInvocationOperation call, Facts receiver, List<Facts> arguments)
    {
        var method = call.TargetMethod;
        if (receiver.Known == Known.Clock)
        {
            return receiver;
        }

        var contents = arguments.SelectMany(static argument => argument.Contents).Distinct().ToList();
        var hasOwnReceiver = call.Instance is not null && receiver.Traits.IsEmpty;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref })
            {
                Write(argument.Value, receiver.Of(TraitKind.Content).Any() || (TrustKnowledge.IsPure(method) && !hasOwnReceiver) ? Facts.Made(arguments.Prepend(receiver)) : Answer(contents, null));
            }
        }

        if (method.Name is "Protect" or "Seal" || method.Name.StartsWith("Log", StringComparison.Ordinal))
        {
            return Facts.None;
        }

        // Whether text is there, or can be read as something, decides nothing.
        if (method.ReturnType.SpecialType == SpecialType.System_Boolean && TrustKnowledge.IsPure(method)
            && (method.Name.StartsWith("IsNullOr", StringComparison.Ordinal) || (method.Name.StartsWith("Try", StringComparison.Ordinal) && !hasOwnReceiver)))
        {
            return Facts.None;
        }

        var extended = method.IsExtensionMethod && call.Instance is null ? arguments.FirstOrDefault() ?? Facts.None : receiver;
        var isOfContent = extended.Of(TraitKind.Content).Any();
        var isLookUp = !isOfContent && (hasOwnReceiver || method.IsExtensionMethod) && TrustKnowledge.IsLookUp(method.Name)
            && (!TrustKnowledge.IsPure(method) || TrustKnowledge.IsOfCollection(method)) && Identify(call, arguments);
        if (!isLookUp && (isOfContent || TrustKnowledge.IsPure(method)))
        {
            var made = Facts.Made(arguments.Prepend(receiver)) with { Known = arguments.Exists(static argument => argument.Known == Known.Clock) ? Known.Clock : Known.Nothing };
            return method.ReturnType.SpecialType == SpecialType.System_Boolean ? Answered(Asked(made), method.Name) : made;
        }

        if (contents.Count == 0)
        {
            // More of an answer: what is asked of it is as good.
            var more = new Facts { Traits = receiver.Traits.Union(extended.Traits).Where(static trait => trait.Kind == TraitKind.Answer).ToImmutableHashSet() };
            return Answered(more, method.Name);
        }

        return Give(call, contents, arguments);
    }

    /// <summary>Something is handed to code that is not read: it asks, it changes something, or nobody knows.</summary>
    private Facts Give(IInvocationOperation call, IReadOnlyList<Source> sources, List<Facts> arguments)
    {
        var method = call.TargetMethod;
        if (TrustKnowledge.IsLookUp(method.Name))
        {
            var access = IsDataAccess(call) && Identify(call, arguments) ? call.Syntax : null;
            if (access is not null)
            {
                Report(sources, AnchorName.Of(access), access);
            }

            return Revalidated(call, sources, access);
        }

        if ((call.Instance is not null || method.IsExtensionMethod) && TrustKnowledge.IsMutation(method.Name) && !TrustKnowledge.IsFramework(method.ContainingType) && !IsOfSessions(call)
            && Identify(call, arguments))
        {
            Report(sources, AnchorName.Of(call.Syntax));
            return Facts.None;
        }

        return Answer(sources, null);
    }

    /// <summary>Whether an argument is something of a source that says whose something is: what somebody may do is another thing.</summary>
    private static bool Identifies(IArgumentOperation argument, Facts facts) =>
        argument.Value.WalkDownConversion() is IDelegateCreationOperation or IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation
            ? facts.Contents.Any() && argument.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => TrustKnowledge.Identifies(name.Identifier.ValueText))
            : facts.Whole.Any(trait => trait.Kind == TraitKind.Content
                && (trait.Name is { } name ? TrustKnowledge.Identifies(name) : !TrustKnowledge.IsPrivilege(AnchorName.OfExpression(argument.Value.Syntax).ValueText)));

    private static bool Identify(IInvocationOperation call, List<Facts> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Identifies(call.Arguments[i], arguments[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfSessions(IInvocationOperation call) =>
        TrustKnowledge.IsOfSessions(call.TargetMethod.ContainingType?.Name ?? "")
        || (call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } && TrustKnowledge.IsOfSessions(AnchorName.OfExpression(receiver).ValueText));

    /// <summary>Data that belong to somebody, and not the record of the session or of the user.</summary>
    private static bool IsDataAccess(IInvocationOperation call) => !IsOfSessions(call) && !TrustKnowledge.IsOfSessions(call.TargetMethod.Name) && call.TargetMethod.ReturnType.SpecialType != SpecialType.System_Boolean;

    private Facts Revalidated(IInvocationOperation call, IReadOnlyList<Source> sources, SyntaxNode? access = null)
    {
        var type = call.TargetMethod.ReturnType;
        if (type.SpecialType == SpecialType.System_Void || type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 })
        {
            // It has no other way to say no than to throw.
            foreach (var source in sources)
            {
                State = State.Pass(source, call.Syntax);
            }

            return Facts.None;
        }

        var isObjection = TrustKnowledge.IsObjection(call.Syntax.ToString());
        var answer = sources.Aggregate(Facts.None, (facts, source) => facts.With(new Trait(source, TraitKind.Answer, access, isObjection)));
        var isTrueOrFalse = type.SpecialType == SpecialType.System_Boolean || type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] };
        return isTrueOrFalse ? Answered(answer, IsMarked(call.TargetMethod, Annotations.Revalidates) ? "valid" : call.TargetMethod.Name) : answer;
    }

    private Facts? Opened(IInvocationOperation call, List<Facts> arguments)
    {
        var method = call.TargetMethod;
        if (TrustKnowledge.Unseal(method) is { } row)
        {
            var isOfRequest = arguments.Exists(static argument => argument.Traits.Any(static trait => trait is { Kind: TraitKind.Content, Source.Kind: SourceKind.Request }));
            if (!isOfRequest || arguments.Exists(IsHarmless))
            {
                return Facts.None;
            }

            var content = Enter(new Source(SourceKind.Sealed, call.Syntax, method.Name), TraitKind.Content);
            if (row.Target is null)
            {
                return content;
            }

            if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == row.Target)?.Value.DescendantsAndSelf().FirstOrDefault(static part => part is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation) is { } buffer)
            {
                Write(buffer, content);
            }

            return Facts.None;
        }

        if (IsMarked(method, Annotations.Unseals) || _session.Settings(call.Syntax.SyntaxTree).Unseals(method))
        {
            var kind = HoldsEnvelope(method.ReturnType) ? TraitKind.Envelope : TraitKind.Content;
            return WriteOut(call, Enter(new Source(SourceKind.Sealed, call.Syntax, method.Name), kind));
        }

        return HoldsEnvelope(method.ReturnType) && !_session.IsOurs(method.ContainingType)
            ? Enter(new Source(SourceKind.Sealed, call.Syntax, method.Name), TraitKind.Envelope)
            : null;
    }

    /// <summary>What the client sent under a name that no session has.</summary>
    private bool IsHarmless(Facts sent) =>
        sent.Traits.Any(trait => trait is { Kind: TraitKind.Content, Source.Kind: SourceKind.Request } && _session.Settings(frame.Body.SyntaxTree).Names.Classify(trait.Source.Name) == NameKind.Benign);

    private Facts WriteOut(IInvocationOperation call, Facts facts)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out })
            {
                Write(argument.Value, facts);
            }
        }

        return call.TargetMethod.ReturnType.SpecialType == SpecialType.System_Boolean ? Facts.None : facts;
    }

    private static bool HoldsEnvelope(ITypeSymbol type) => TrustKnowledge.IsEnvelope(type)
        || (type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "Nullable", TypeArguments: [var inner] } && HoldsEnvelope(inner));

    private static bool IsMarked(IMethodSymbol method, string annotation) => KnownSymbols.IsAnnotated(method.ReducedFrom ?? method, annotation);

    private bool IsRevalidation(IMethodSymbol method) => IsMarked(method, Annotations.Revalidates) || _session.Settings(frame.Body.SyntaxTree).Revalidates(method);

    /// <summary>A lambda that is handed over runs with what it has captured; of what a collection of a source holds, it gets one.</summary>
    private void RunLambdas(IInvocationOperation call, Facts receiver, List<Facts> arguments)
    {
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
        {
            return;
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            arguments[i] = Handed(arguments[i], Facts.Made(arguments.Take(i).Prepend(receiver)));
        }
    }

    /// <summary>A query by something of a source is a question about it: what a lambda stands for is what it returns and what it has captured.</summary>
    private Facts Handed(Facts argument, Facts element)
    {
        if (argument.Callable is not { Lambda: { } lambda, Method: var method })
        {
            return argument;
        }

        var entry = State;
        var captured = Captured(lambda);
        var result = RunCallee(lambda, method, lambda, null, Facts.None, method.Parameters.Select(_ => element).ToImmutableArray()) ?? Facts.None;
        State = State.Join(entry);
        return new Facts { Traits = Facts.Made(result, captured).Traits.Where(static trait => trait.Kind == TraitKind.Content).ToImmutableHashSet() };
    }

    /// <summary>What a lambda mentions of the variables around it, and of what they hold.</summary>
    private Facts Captured(SyntaxNode lambda)
    {
        var names = new HashSet<string>(lambda.DescendantNodes().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText), StringComparer.Ordinal);
        var captured = Facts.Made(State.Variables.Where(pair => pair.Key is ISymbol symbol && names.Contains(symbol.Name)).Select(static pair => pair.Value));
        return names.Any(TrustKnowledge.Names.Contains)
            ? captured with { Traits = captured.Traits.Select(static trait => trait.Kind == TraitKind.Envelope ? trait with { Kind = TraitKind.Content } : trait).ToImmutableHashSet() }
            : captured;
    }

    private static ImmutableArray<Facts> Ordered(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, List<Facts> facts)
    {
        var ordered = new Facts[Math.Max(method.Parameters.Length, arguments.Length)];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Parameter is { Ordinal: var ordinal } && ordinal < ordered.Length)
            {
                ordered[ordinal] = facts[i];
            }
        }

        return ordered.Select(static fact => fact ?? Facts.None).ToImmutableArray();
    }

    /// <summary>Whether a method of this compilation can say or do anything about a source.</summary>
    private bool MayMatter(SyntaxNode body, string name, IEnumerable<Facts> given) =>
        _session.TrustNames.Contains(name) || given.Any(static facts => facts.Sources.Any()) || TrustNames.ReadsRequest(body);

    /// <summary>Runs a callee on what it is given; null when that is too deep. What it returns tells apart the paths on which it does.</summary>
    private Facts? RunCallee(SyntaxNode body, IMethodSymbol method, SyntaxNode call, IOperation? instance, Facts receiver, ImmutableArray<Facts> arguments, ISymbol? property = null)
    {
        if (frame.Enter(body, Value.Unknown) is not { } callee || _session.Bodies.Graph(body) is not { } calleeGraph)
        {
            return null;
        }

        var definition = Bodies.Declaration(method);
        var entry = State;
        for (var i = 0; i < definition.Parameters.Length && i < arguments.Length; i++)
        {
            entry = entry.With(definition.Parameters[i], arguments[i]);
        }

        var isOfOther = instance is not null and not IInstanceReferenceOperation;
        entry = isOfOther ? entry.With(This, receiver) : entry;
        var inner = findings is null ? null : new Findings();
        if (TrustFlow.Run(calleeGraph, entry, callee, inner) is not { Exit: { } exit } run)
        {
            return null;
        }

        Lift(inner, call, body);
        State = isOfOther ? exit.With(This, State.Read(This)) : exit;
        for (var i = 0; i < definition.Parameters.Length; i++)
        {
            if (definition.Parameters[i].RefKind != RefKind.None && run.OutOf(definition.Parameters[i]) is { } given && ArgumentOf(call, i) is { } target)
            {
                State = State.With(target, given);
            }
        }

        return Rename(run.Returned, call, body, property);
    }

    private ISymbol? ArgumentOf(SyntaxNode call, int ordinal) =>
        call is InvocationExpressionSyntax && _session.SemanticModel(call.SyntaxTree)?.GetOperation(call) is IInvocationOperation { Arguments: var arguments }
        && arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value switch
        {
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var local } } => local,
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => (ISymbol)parameter,
            IFieldReferenceOperation { Field: var field } => field,
            _ => null,
        } is { } variable ? variable : null;

    /// <summary>What a callee decides by something that came from here is decided by the call. What it unseals itself is its own business.</summary>
    private void Lift(Findings? inner, SyntaxNode call, SyntaxNode body)
    {
        if (inner is null || findings is null)
        {
            return;
        }

        findings.LookedAt.UnionWith(inner.LookedAt);
        findings.HandedOn.UnionWith(inner.HandedOn);
        foreach (var decision in inner.Decisions)
        {
            if ((decision.Access is null || !inner.LookedAt.Contains(decision.Access))
                && (!body.Span.Contains(decision.Source.Site.Span) || body.SyntaxTree != decision.Source.Site.SyntaxTree))
            {
                findings.Add(IsNested(body) ? decision : decision with { At = AnchorName.OfExpression(call) });
            }
        }
    }

    /// <summary>What a callee has unsealed is, here, what the call has: in what it returns, and in every variable that it has set.</summary>
    private Facts Rename(Facts returned, SyntaxNode call, SyntaxNode body, ISymbol? property)
    {
        var inner = State.Sources.Keys.Where(source => source.Site.SyntaxTree == body.SyntaxTree && body.Span.Contains(source.Site.Span)).ToList();
        foreach (var source in inner)
        {
            if (source.Kind == SourceKind.Ignored)
            {
                State = State with { Sources = State.Sources.Remove(source) };
                continue;
            }

            var own = new Source(source.Kind, call, AnchorName.OfExpression(call).ValueText, property, source.Result);
            returned = returned.Rename(source, own);
            if (property is not null && State.Sources.ContainsKey(own))
            {
                returned = returned.Untold(own);
            }
            else
            {
                State = State.Enter(own, State.Sources[source]);
            }

            State = State.Rename(source, own);
        }

        return returned;
    }

    private static bool IsNested(SyntaxNode body) => body is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private void Decide(Facts facts, SyntaxToken at)
    {
        Report(facts.Unanswered(facts.Contents), at);
    }

    private void Report(IEnumerable<Source> sources, SyntaxToken at, SyntaxNode? access = null)
    {
        if (findings is null)
        {
            return;
        }

        foreach (var source in sources)
        {
            var asked = State.AskedOf(source);
            if (asked.Checks != Checks.Passed)
            {
                findings.Add(new Decision(source, at, asked, access));
            }
        }
    }
}
