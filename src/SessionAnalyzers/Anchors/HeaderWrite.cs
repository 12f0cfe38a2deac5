using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A Set-Cookie header being written as text.</summary>
internal sealed class HeaderWrite
{
    private readonly Anchor _anchor;

    private HeaderWrite(Anchor anchor, IEnumerable<RawCookie> cookies)
    {
        _anchor = anchor;
        Cookies = cookies.ToImmutableArray();
    }

    /// <summary>What is built in sight of the header's values; text that comes from elsewhere, as in a proxy, is not there.</summary>
    public ImmutableArray<RawCookie> Cookies { get; }

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, FixTarget.Of(FixKeys.Own, null), arguments);

    /// <summary>The header written by a call.</summary>
    public static HeaderWrite? OfCall(Anchor anchor, HeaderCall row) =>
        anchor.Operation is IInvocationOperation { TargetMethod: var method }
            && method.Parameters.FirstOrDefault(parameter => parameter.Name == row.Header) is { } header
            && method.Parameters.FirstOrDefault(parameter => parameter.Name == row.Values || parameter.Name == row.Values + "s") is { } values
            && IsOnHeaders((IInvocationOperation)anchor.Operation, row)
            && MayBeSetCookie((IInvocationOperation)anchor.Operation, header)
            && anchor.Seen is { } seen
            && IsSetCookie(seen.Arguments[header.Ordinal])
                ? Of(anchor, seen.Arguments[values.Ordinal])
                : null;

    /// <summary>The header written by an assignment to an element or to <c>SetCookie</c>.</summary>
    public static HeaderWrite? OfAssignment(Anchor anchor)
    {
        if (anchor.Operation is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target }
            || !KnownSymbols.IsOrInherits(target.Property.ContainingType, TypeNames.HeaderDictionary)
                && !KnownSymbols.IsOrInherits(target.Instance?.Type, TypeNames.HeaderDictionary)
                && !(KnownSymbols.IsOrInherits(target.Property.ContainingType, TypeNames.NameValueCollection) && target.Instance is IPropertyReferenceOperation { Property.Name: "Headers" })
            || anchor.Seen is not { } seen)
        {
            return null;
        }

        // An element write saw its key after its value.
        return target.Arguments.IsEmpty || (seen.Arguments is [_, var key] && IsSetCookie(key)) ? Of(anchor, seen.Arguments[0]) : null;
    }

    /// <summary>Another header's name, written out as most are, needs no run of the body.</summary>
    private static bool MayBeSetCookie(IInvocationOperation call, IParameterSymbol header) =>
        call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, header))?.Value.ConstantValue is not { HasValue: true, Value: string name }
        || name.Equals(HeaderKnowledge.SetCookie, StringComparison.OrdinalIgnoreCase);

    /// <summary>A general collection's method counts only on a collection of headers.</summary>
    private static bool IsOnHeaders(IInvocationOperation call, HeaderCall row)
    {
        var target = call.Receiver();
        return row.Type switch
        {
            TypeNames.Dictionary or TypeNames.CollectionExtensions => KnownSymbols.IsOrInherits(target.Type, TypeNames.HeaderDictionary),
            TypeNames.NameValueCollection => target is IPropertyReferenceOperation { Property.Name: "Headers" },
            _ => true,
        };
    }

    private static HeaderWrite Of(Anchor anchor, Value text)
    {
        var names = anchor.Session.Settings(anchor.Node.SyntaxTree).Names;
        var values = anchor.Session.Flows.Resolve(text);
        return new HeaderWrite(anchor, values.Atoms
            .Select(static atom => atom switch
            {
                Atom.Constant { Content: string constant } => constant,
                Atom.Text partial => partial.Pattern,
                _ => "",
            })
            .Select(pattern => RawCookie.Parse(pattern, values.HoldsSessionMaterial, names))
            .OfType<RawCookie>());
    }

    private static bool IsSetCookie(Value header) =>
        header.TryGetConstant<string>(out var name) && name.Equals(HeaderKnowledge.SetCookie, StringComparison.OrdinalIgnoreCase);
}
