using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>A payload that is sealed by a protector.</summary>
/// <param name="Creation">The CreateProtector call that made the protector.</param>
/// <param name="Purpose">All its constant purposes, as one text.</param>
/// <param name="Type">The payload's static type.</param>
internal sealed record ProtectedPayload(SyntaxNode Creation, string Purpose, ITypeSymbol Type);

/// <summary>Payloads of which types are sealed under which constant purposes, anywhere in the compilation? What is not certain is left out.</summary>
internal sealed class ProtectedPayloads
{
    /// <summary>How far a purpose, or a serialised payload, is followed back.</summary>
    private const int MostSteps = 4;

    private const string Separator = "\0";

    private readonly SessionCompilation _session;
    private readonly Lazy<ImmutableArray<ProtectedPayload>> _all;

    public ProtectedPayloads(SessionCompilation session)
    {
        _session = session;
        _all = new(() => Sealed().Concat(Formatted()).ToImmutableArray());
    }

    /// <summary>Two types of payload that share the constant purpose of a CreateProtector call, of which it seals one; null when there are none.</summary>
    public (string Purpose, string First, string Second)? SharedBy(SyntaxNode creation)
    {
        var mine = _all.Value.Where(payload => payload.Creation == creation).ToList();
        var pairs = mine.SelectMany(one => _all.Value.Where(other => other.Purpose == one.Purpose && AreDifferent(one.Type, other.Type)).Select(other => (one, other)))
            .Select(static pair => (Purpose: pair.one.Purpose.Replace(Separator, "/"), Names: new[] { Display(pair.one.Type), Display(pair.other.Type) }.OrderBy(static name => name, StringComparer.Ordinal).ToArray()))
            .OrderBy(static pair => pair.Purpose, StringComparer.Ordinal).ThenBy(static pair => pair.Names[0], StringComparer.Ordinal).ThenBy(static pair => pair.Names[1], StringComparer.Ordinal)
            .ToList();
        return pairs.Count == 0 ? null : (pairs[0].Purpose, pairs[0].Names[0], pairs[0].Names[1]);
    }

    /// <summary>What a protector seals by a call of its own.</summary>
    private IEnumerable<ProtectedPayload> Sealed()
    {
        foreach (var name in _session.Facts.Mentions("Protect"))
        {
            if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => TreeFacts.NameNode(call) == name) is not { } call
                || Operation(call) is not IInvocationOperation invocation
                || DataProtectionKnowledge.Row(DataProtectionKnowledge.Seals, invocation.TargetMethod) is not { } row
                || invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == row.Payload) is not { } payload)
            {
                continue;
            }

            var types = Types(payload.Value, MostSteps).ToList();
            if (types.Count > 0 && _session.Flows.At(call) is { } seen)
            {
                foreach (var one in Of(invocation.Instance is null ? seen.Arguments[0] : seen.Receiver, types))
                {
                    yield return one;
                }
            }
        }
    }

    /// <summary>What a format seals that is made for one type and given a protector.</summary>
    private IEnumerable<ProtectedPayload> Formatted()
    {
        foreach (var name in DataProtectionKnowledge.Formats.SelectMany(_session.Facts.Mentions))
        {
            if (name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation
                && creation.Type.Span.Contains(name.Span)
                && Operation(creation) is IObjectCreationOperation { Type: INamedTypeSymbol type, Constructor: { } constructor }
                && PayloadOf(type) is { } payload && IsCertain(payload)
                && constructor.Parameters.FirstOrDefault(static parameter => parameter.Name == "protector") is { } protector
                && _session.Flows.At(creation) is { } seen)
            {
                foreach (var one in Of(seen.Arguments[protector.Ordinal], [payload]))
                {
                    yield return one;
                }
            }
        }
    }

    private IEnumerable<ProtectedPayload> Of(Value protector, List<ITypeSymbol> types)
    {
        // A protector that may be one of several is none for certain.
        if (protector.Atoms is [Atom.Reference { Id: ObjectId.Allocation { Site: InvocationExpressionSyntax site } }] && Purpose(site, MostSteps) is { } purpose && Creation(site) is { } creation)
        {
            foreach (var type in types)
            {
                yield return new ProtectedPayload(creation, purpose, type);
            }
        }
    }

    /// <summary>The CreateProtector call behind a protector.</summary>
    private InvocationExpressionSyntax? Creation(InvocationExpressionSyntax site) =>
        TreeFacts.InvokedName(site) == DataProtectionKnowledge.CreateProtector ? site
        : _session.Flows.At(site)?.Arguments is [{ Atoms: [Atom.Reference { Id: ObjectId.Allocation { Site: InvocationExpressionSyntax inner } }] }, ..] ? inner
        : null;

    /// <summary>The constant purposes of a protector, those of the one that it was made from first; null when one is not known.</summary>
    private string? Purpose(InvocationExpressionSyntax site, int steps)
    {
        if (steps == 0 || Operation(site) is not IInvocationOperation call || _session.Flows.At(site) is not { } seen)
        {
            return null;
        }

        var parent = (call.Instance is null ? seen.Arguments[0] : seen.Receiver).Atoms switch
        {
            [Atom.Reference { Id: ObjectId.Allocation { Site: InvocationExpressionSyntax inner } }] => Purpose(inner, steps - 1),
            [Atom.Reference { Id: ObjectId.Allocation }] => "",
            [_] when !KnownSymbols.IsOrInherits(call.Receiver().Type, TypeNames.DataProtector) => "",
            _ => null,
        };
        if (parent is null)
        {
            return null;
        }

        return call.TargetMethod.Name == DataProtectionKnowledge.LimitTime ? parent + Separator + "limited in time"
            : Purposes.Of(_session, call, seen).Constants is { } constants ? string.Join(Separator, constants.Prepend(parent).Where(static part => part.Length > 0))
            : null;
    }

    /// <summary>The static types of what was serialised to text or bytes; none when that is not certain.</summary>
    private IEnumerable<ITypeSymbol> Types(IOperation text, int steps)
    {
        text = text.WalkDownConversion();
        if (steps == 0)
        {
            return [];
        }

        switch (text)
        {
            case IInvocationOperation call when DataProtectionKnowledge.Row(DataProtectionKnowledge.Serializers, call.TargetMethod) is { } row:
                return call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == row.Payload) is { } payload
                    && !call.TargetMethod.Parameters.Any(static parameter => parameter.Name is "inputType" or "utf8Json" or "writer")
                        ? Closed(payload.Value.WalkDownConversion().Type)
                        : [];
            case IInvocationOperation { TargetMethod: { Name: "GetBytes" or "ToBase64String" } } encoder:
                return encoder.Arguments is [var encoded, ..] ? Types(encoded.Value, steps - 1) : [];
            case ILocalReferenceOperation { Local: var local } when Initial(local) is { } initial:
                return Types(initial, steps - 1);
            default:
                return [];
        }
    }

    /// <summary>What a local variable holds, when nothing but its declaration gives it a value.</summary>
    private IOperation? Initial(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value } variable
            || Bodies.Around(variable) is not { } body)
        {
            return null;
        }

        var isChanged = body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name
            && ((name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name) || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 }));
        return isChanged ? null : Operation(value);
    }

    /// <summary>A type, or for a type parameter what the compilation puts in its place.</summary>
    private IEnumerable<ITypeSymbol> Closed(ITypeSymbol? type)
    {
        var types = type switch
        {
            null => [],
            ITypeParameterSymbol { DeclaringMethod: { } method } parameter => Callers.Of(method, _session)
                .Select(call => _session.SemanticModel(call.SyntaxTree)?.GetSymbolInfo(call).Symbol is IMethodSymbol called && called.TypeArguments.Length > parameter.Ordinal ? called.TypeArguments[parameter.Ordinal] : null),
            ITypeParameterSymbol { DeclaringType: { } owner } parameter => _session.Facts.Mentions(owner.Name).OfType<GenericNameSyntax>()
                .Select(name => _session.SemanticModel(name.SyntaxTree)?.GetSymbolInfo(name).Symbol is INamedTypeSymbol named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, owner) ? named.TypeArguments[parameter.Ordinal] : null),
            _ => new[] { type },
        };
        return types.OfType<ITypeSymbol>().Where(IsCertain).Distinct(SymbolEqualityComparer.Default).OfType<ITypeSymbol>();
    }

    private static ITypeSymbol? PayloadOf(INamedTypeSymbol format)
    {
        for (var current = format; current is not null; current = current.BaseType)
        {
            if (KnownSymbols.Is(current.OriginalDefinition, TypeNames.SecureDataFormat))
            {
                return current.TypeArguments[0];
            }
        }

        return null;
    }

    /// <summary>Whether the objects of a static type are of no other: an interface or a collection says too little.</summary>
    private static bool IsCertain(ITypeSymbol type) =>
        type is { IsAnonymousType: false, IsAbstract: false, SpecialType: not SpecialType.System_Object, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum }
        && type.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) != true;

    private static bool AreDifferent(ITypeSymbol one, ITypeSymbol other) =>
        !SymbolEqualityComparer.Default.Equals(one, other) && !Derives(one, other) && !Derives(other, one);

    private static bool Derives(ITypeSymbol type, ITypeSymbol from)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, from))
            {
                return true;
            }
        }

        return false;
    }

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private IOperation? Operation(SyntaxNode node) => _session.SemanticModel(node.SyntaxTree)?.GetOperation(node);
}
