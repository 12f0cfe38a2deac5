using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>One place that configures an options type.</summary>
/// <param name="Site">The call or class.</param>
/// <param name="Names">The options names that it configures, as a value; null for all.</param>
/// <param name="Options">The options object as this place leaves it; null when that is not known.</param>
/// <param name="Callback">The lambda or method that does it.</param>
/// <param name="IsConfigured">Whether it sets anything: a bare registration does not.</param>
internal sealed record OptionsSite(SyntaxNode Site, Value? Names, ObjectState? Options, SyntaxNode? Callback, bool IsConfigured = true)
{
    /// <summary>Whether it may configure the options of a name.</summary>
    public bool Covers(Value? name) =>
        Names is null || name is null || !Names.TryGetConstants<string>(out var mine) || !name.TryGetConstants<string>(out var theirs)
        || mine.Contains("") || mine.Intersect(theirs).Any();
}

/// <summary>How is an options type configured, in all the places of the compilation?</summary>
internal sealed class ConfiguredOptions(SessionCompilation session)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<OptionsSite>> _sites = new(StringComparer.Ordinal);

    /// <summary>Every place that configures the type; a place that only development reaches is not one.</summary>
    public ImmutableArray<OptionsSite> Sites(string optionsType) => _sites.GetOrAdd(optionsType, Find);

    /// <summary>The configuration that one call makes; null when it is none or is not reached.</summary>
    public OptionsSite? At(InvocationExpressionSyntax call, string optionsType)
    {
        if (session.SemanticModel(call.SyntaxTree)?.GetOperation(call) is not IInvocationOperation invocation
            || (Describe(invocation, optionsType) ?? DescribeOther(invocation, optionsType)) is not { } description)
        {
            return null;
        }

        var seen = session.Flows.At(call);
        if (seen is null && !session.Flows.IsUndecided(call))
        {
            return null;
        }

        return Evaluate(call, invocation, optionsType, description, seen);
    }

    private ImmutableArray<OptionsSite> Find(string optionsType)
    {
        var sites = ImmutableArray.CreateBuilder<OptionsSite>();
        var methods = OptionsKnowledge.Registrations.Where(row => row.Options == optionsType).Select(static row => row.Method)
            .Concat(OptionsKnowledge.Calls.Select(static row => row.Method))
            .Distinct();
        foreach (var call in methods.SelectMany(session.Facts.Calls).Concat(session.Facts.CookieCallbacks()))
        {
            if (At(call, optionsType) is { } site)
            {
                sites.Add(site);
            }
        }

        foreach (var type in session.Facts.ConfigurationClasses())
        {
            sites.AddRange(Methods(type, optionsType));
        }

        // Configuration objects made by hand may do anything.
        foreach (var name in session.Facts.ConfigurationObjects())
        {
            if (name.TypeArgumentList.Arguments.Any(argument => KnownSymbols.Is(session.SemanticModel(name.SyntaxTree)?.GetTypeInfo(argument).Type, optionsType)))
            {
                sites.Add(new OptionsSite(name, null, null, null));
            }
        }

        return sites.ToImmutable();
    }

    private IEnumerable<OptionsSite> Methods(TypeDeclarationSyntax type, string optionsType)
    {
        if (session.SemanticModel(type.SyntaxTree)?.GetDeclaredSymbol(type) is not INamedTypeSymbol symbol || !symbol.AllInterfaces.Any(IsConfiguration))
        {
            yield break;
        }

        // Any part of a partial class may have the method.
        foreach (var method in symbol.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.Name.EndsWith("Configure", StringComparison.Ordinal)
                && method.Parameters.FirstOrDefault(parameter => KnownSymbols.Is(parameter.Type, optionsType)) is { } options)
            {
                // What an override does is not known.
                var body = Bodies.Of(method);
                yield return new OptionsSite(type, null, body is null ? null : Run(body, method, options, FlowState.Empty), body);
            }
        }
    }

    private static bool IsConfiguration(INamedTypeSymbol face) =>
        KnownSymbols.Is(face, TypeNames.ConfigureOptions) || KnownSymbols.Is(face, TypeNames.ConfigureNamedOptions) || KnownSymbols.Is(face, TypeNames.PostConfigureOptions);

    private static (Value? Names, string? NameParameter)? Describe(IInvocationOperation invocation, string optionsType)
    {
        var method = invocation.TargetMethod.ReducedFrom ?? invocation.TargetMethod;
        foreach (var row in OptionsKnowledge.Registrations)
        {
            if (row.Method == method.Name && row.Options == optionsType && KnownSymbols.Is(method.ContainingType, row.Type))
            {
                return (row.Name is null ? null : Value.Constant(row.Name), row.NameParameter);
            }
        }

        foreach (var row in OptionsKnowledge.Calls)
        {
            if (row.Method == method.Name && KnownSymbols.Is(method.ContainingType, row.Type) && Configured(invocation.TargetMethod, method, optionsType))
            {
                return (null, row.AllNames ? null : "name");
            }
        }

        return null;
    }

    /// <summary>A method of the application or of a library that is given a callback for the options, whatever it is called.</summary>
    private static (Value? Names, string? NameParameter)? DescribeOther(IInvocationOperation invocation, string optionsType) =>
        invocation.TargetMethod.Parameters.Any(parameter =>
            parameter.Type is INamedTypeSymbol { DelegateInvokeMethod: { } signature } && signature.Parameters.Any(given => KnownSymbols.Is(given.Type, optionsType)))
            ? (null, null)
            : null;

    private static bool Configured(IMethodSymbol called, IMethodSymbol definition, string optionsType)
    {
        var types = definition.IsExtensionMethod || called.ContainingType.TypeArguments.IsEmpty ? called.TypeArguments : called.ContainingType.TypeArguments;
        return types.Any(type => KnownSymbols.Is(type, optionsType));
    }

    private OptionsSite Evaluate(SyntaxNode site, IInvocationOperation invocation, string optionsType, (Value? Names, string? NameParameter) description, Observation? seen)
    {
        var names = description.Names;
        ObjectState? options = null;
        SyntaxNode? callback = null;
        var isConfigured = false;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue)
            {
                continue;
            }

            var value = seen?.Arguments[parameter.Ordinal] ?? Value.Unknown;
            if (parameter.Name == description.NameParameter)
            {
                names = session.Flows.Resolve(value);
            }
            else if (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } signature })
            {
                var position = signature.Parameters.ToList().FindIndex(candidate => KnownSymbols.Is(candidate.Type, optionsType));
                if (position < 0)
                {
                    continue;
                }

                isConfigured = true;
                if (Callback(argument, value) is { } found && position < found.Method.Parameters.Length)
                {
                    callback = found.Body;
                    options = Run(found.Body, found.Method, found.Method.Parameters[position], seen?.State ?? FlowState.Empty);
                }
            }
            else if (KnownSymbols.Is(parameter.Type, optionsType))
            {
                isConfigured = true;
                options = new ObjectState(session, value, seen?.State ?? FlowState.Empty);
            }
            else if (parameter.Type.Name is "IConfiguration" or "IConfigurationSection" || parameter.Name == "configSectionPath")
            {
                isConfigured = true;
            }
        }

        // A call without a callback configures nothing: the options stay as they are.
        return new OptionsSite(site, names, isConfigured ? options : Untouched(site), callback, isConfigured);
    }

    private ObjectState Untouched(SyntaxNode site)
    {
        var id = new ObjectId.Allocation(site);
        return new ObjectState(session, Value.Of(new Atom.Reference(id)), FlowState.Empty.With(id, TrackedObject.Fresh));
    }

    private static (SyntaxNode Body, IMethodSymbol Method)? Callback(IArgumentOperation argument, Value value)
    {
        if (value.Atoms is [Atom.Callable callable] && (callable.Lambda ?? Bodies.Of(callable.Method)) is { } body)
        {
            return (body, callable.Method.OriginalDefinition);
        }

        return argument.Value.WalkDownConversion() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } ? (function.Syntax, function.Symbol) : null;
    }

    private ObjectState? Run(SyntaxNode body, IMethodSymbol method, IParameterSymbol options, FlowState state)
    {
        var id = new ObjectId.Allocation(body);
        var target = Value.Of(new Atom.Reference(id));
        var arguments = method.Parameters.Select(parameter =>
            SymbolEqualityComparer.Default.Equals(parameter, options) ? target : Value.Of(new Atom.Opaque(Origin.Parameter, parameter)));
        return session.Flows.Run(body, method, arguments.ToImmutableArray(), state.With(id, TrackedObject.Fresh)) is { Exit: { } exit }
            ? new ObjectState(session, target, exit)
            : null;
    }
}
