using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A key being given to what signs, encrypts or derives.</summary>
internal sealed class KeyUse
{
    private readonly Anchor _anchor;
    private readonly IOperation _key;
    private readonly ImmutableArray<Origin> _origins;

    private KeyUse(Anchor anchor, IOperation key, IEnumerable<Origin> origins, string display)
    {
        _anchor = anchor;
        _key = key;
        _origins = origins.ToImmutableArray();
        Display = display;
    }

    /// <summary>What the key is given to.</summary>
    public string Display { get; }

    /// <summary>On some path it is written in the source, or computed from nothing else.</summary>
    public bool IsWrittenInSource => _origins.Any(static origin => origin.IsInSource());

    /// <summary>On some path it is memory that nobody has filled.</summary>
    public bool IsBlank => _origins.Contains(Origin.Blank);

    /// <summary>The hash only names something, such as an entry of a cache.</summary>
    public bool NamesOnly => _anchor.Node.AncestorsAndSelf().Select(DeclaredNames.OfCode).FirstOrDefault(static name => name is not null) is { } name && SensitiveNames.IsForLookUp(name);

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, FixTarget.Of(FixKeys.Own, null, _key.Syntax), arguments);

    /// <summary>The key that a call, creation or assignment is given; null when it is not reached.</summary>
    public static KeyUse? Of(Anchor anchor, KeySink sink) => anchor.Operation switch
    {
        IInvocationOperation call => Argument(anchor, call.TargetMethod, call.Arguments, sink, call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name),
        IObjectCreationOperation { Constructor: { } constructor } creation => Argument(anchor, constructor, creation.Arguments, sink, constructor.ContainingType.Name),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property, Instance: var instance } } assignment when sink.Key is null =>
            Of(anchor, assignment.Value, seen => seen.Arguments[0], sink, (instance?.Type ?? property.ContainingType).Name + "." + property.Name),
        _ => null,
    };

    /// <summary>The arguments of a call or creation for parameters that are marked as keys.</summary>
    public static IEnumerable<KeyUse> OfMarkedParameters(Anchor anchor)
    {
        var (method, arguments) = anchor.Operation switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments),
            _ => (null, ImmutableArray<IArgumentOperation>.Empty),
        };
        return method is null ? [] : method.OriginalDefinition.Parameters
            .Where(static parameter => KnownSymbols.IsMarked(parameter, Annotations.SealingKey))
            .Select(parameter => Argument(anchor, method, arguments, new KeySink("", "", parameter.Name), method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name))
            .OfType<KeyUse>();
    }

    private static KeyUse? Argument(Anchor anchor, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, KeySink sink, string display) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Name == sink.Key) is { Parameter: { } parameter, Value: var key }
            ? Of(anchor, key, seen => parameter.Ordinal < seen.Arguments.Length ? seen.Arguments[parameter.Ordinal] : Value.Unknown, sink, display)
            : null;

    private static KeyUse? Of(Anchor anchor, IOperation key, Func<Observation, Value> read, KeySink sink, string display)
    {
        if (anchor.Seen is not { } seen)
        {
            return null;
        }

        return new KeyUse(anchor, key, OriginsOf(anchor, seen, read, sink).Concat(OfCallers(anchor, seen, read, sink)).Concat(OfCreations(anchor, seen, read, sink)), display);
    }

    private static IEnumerable<Origin> OriginsOf(Anchor anchor, Observation seen, Func<Observation, Value> read, KeySink sink)
    {
        var value = anchor.Session.Flows.Resolve(read(seen));
        var atoms = sink.IsPrivate
            ? value.Atoms.Where(static atom => atom is Atom.Constant { Content: string text } && KeyKnowledge.PrivateKeyMarks.Any(text.Contains))
            : value.Atoms;
        return atoms.Select(atom => Origins.Of(atom, seen.State));
    }

    /// <summary>What the callers of the method around hand in, where the key is one of its parameters.</summary>
    private static IEnumerable<Origin> OfCallers(Anchor anchor, Observation seen, Func<Observation, Value> read, KeySink sink)
    {
        var session = anchor.Session;
        if (!IsHandedIn(session, read(seen), seen.State)
            || Bodies.Around(anchor.Node) is not { } body
            || Callers.MethodOf(body, session) is not { } method)
        {
            return [];
        }

        return Callers.Of(method, session)
            .Select(call => session.Flows.At(call) is { } caller ? session.Flows.Run(body, method, caller.Arguments, caller.State)?.At(anchor.Node) : null)
            .OfType<Observation>()
            .SelectMany(inside => OriginsOf(anchor, inside, read, sink));
    }

    /// <summary>What those hand in who make the object around, where the key is a parameter of its constructor. Blank memory may be filled after that.</summary>
    private static IEnumerable<Origin> OfCreations(Anchor anchor, Observation seen, Func<Observation, Value> read, KeySink sink)
    {
        var session = anchor.Session;
        if (!IsHandedIn(session, read(seen), seen.State)
            || Bodies.Around(anchor.Node) is not { } body
            || body is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax
            || body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || session.SemanticModel(body.SyntaxTree)?.GetDeclaredSymbol(declaration) is not INamedTypeSymbol type)
        {
            return [];
        }

        return Creations.Of(type, session)
            .Select(members => session.Flows.Run(body, members)?.At(anchor.Node))
            .OfType<Observation>()
            .SelectMany(inside => OriginsOf(anchor, inside, read, sink))
            .Where(static origin => origin != Origin.Blank);
    }

    private static bool IsHandedIn(SessionCompilation session, Value key, FlowState state) => Origins.Of(session.Flows.Resolve(key), state).Has(Origin.Parameter);
}
