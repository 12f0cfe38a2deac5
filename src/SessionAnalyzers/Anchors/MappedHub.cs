using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A SignalR hub as a call maps it to a route: who may connect, and when the connection ends.</summary>
internal sealed class MappedHub
{
    private readonly Anchor _anchor;
    private readonly ITypeSymbol _hub;
    private readonly OptionsSite _site;

    private MappedHub(Anchor anchor, ITypeSymbol hub, OptionsSite site)
    {
        _anchor = anchor;
        _hub = hub;
        _site = site;
    }

    public string Name => _hub.Name;

    /// <summary>An attribute of the hub, of a base or of one of its methods, or a call at the end of the mapping lets only signed-in users in.</summary>
    public bool IsAuthorized =>
        !IsChainedTo("AllowAnonymous") && !IsMarked(TypeNames.AllowAnonymous) && (IsChainedTo("RequireAuthorization") || IsMarked(TypeNames.AuthorizeData, withMethods: true));

    /// <summary>An option of the connection; unknown where its callback is not seen.</summary>
    public Value Option(string member) => _site.Options?.Read(member) ?? Value.Unknown;

    public bool IsHidden(string member) => _anchor.IsHidden(member);

    /// <summary>Reports that an option is missing or wrong.</summary>
    public void Report(Rule rule, string member, params object[] arguments)
    {
        var callback = _site.Callback is null ? [] : new[] { _site.Callback };
        _anchor.Report(rule, FixTarget.Of(FixKeys.Configure, member, callback.Concat(_site.Options?.Writes(member) ?? [])), arguments);
    }

    /// <summary>The hub that a call maps; null when the call is not reached.</summary>
    public static MappedHub? At(Anchor anchor) =>
        anchor is { Node: InvocationExpressionSyntax call, Operation: IInvocationOperation { TargetMethod.TypeArguments: [var hub] } }
            && anchor.Session.ConfiguredOptions.At(call, TypeNames.HttpConnectionDispatcherOptions) is { } site
            ? new MappedHub(anchor, hub, site)
            : null;

    /// <summary>Whether a call for authorization follows in one chain with the mapping.</summary>
    private bool IsChainedTo(string method)
    {
        for (var operation = _anchor.Operation?.Parent; operation is IArgumentOperation or IConversionOperation or IInvocationOperation; operation = operation.Parent)
        {
            if (operation is IInvocationOperation { TargetMethod: var called } && called.Name == method && KnownSymbols.Is(called.ContainingType, TypeNames.AuthorizationEndpoints))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMarked(string attribute, bool withMethods = false)
    {
        for (var type = _hub; type is not null; type = type.BaseType)
        {
            if (Has(type, attribute) || (withMethods && type.GetMembers().OfType<IMethodSymbol>().Any(method => Has(method, attribute))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(candidate => KnownSymbols.IsOrInherits(candidate.AttributeClass, attribute));
}
