using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;
using SessionAnalyzers.Trust;

namespace SessionAnalyzers;

/// <summary>One compilation as the rules see it: what its framework means, and the answers found so far.</summary>
internal sealed class SessionCompilation
{
    private static readonly ConditionalWeakTable<Compilation, ConditionalWeakTable<AnalyzerOptions, SessionCompilation>> Known = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<string, bool> _tokenNames = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _comparedNames = new(StringComparer.Ordinal);
    private readonly AnalyzerConfigOptionsProvider _config;
    private readonly Lazy<TrustNames> _trustNames;

    private SessionCompilation(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        _config = options.AnalyzerConfigOptionsProvider;
        Facts = new CompilationFacts(compilation);
        Bodies = new Bodies(this);
        Flows = new Flows(this);
        Fields = new Fields(this);
        FieldUses = new FieldUses(this);
        ConfiguredOptions = new ConfiguredOptions(this);
        WeakSources = SourceNames.OfWeak(compilation);
        ComparedSources = SourceNames.OfCompared(compilation);
        IssuesSessions = References.Of(compilation).IssueSessions;
        MessageAuthentication = new MessageAuthentication(this);
        Payloads = new ProtectedPayloads(this);
        TrustFlows = new TrustFlows(this);
        _trustNames = new Lazy<TrustNames>(() => TrustNames.Of(this));
        ClaimChecks = new ClaimChecks(this);
        IsSilent = !KnownSymbols.HasSessions(compilation)
            || (TestProject.Is(compilation, _config.GlobalOptions) && !compilation.SyntaxTrees.Any(tree => Settings(tree).IncludesTests));
    }

    public Compilation Compilation { get; }

    /// <summary>Nothing to look at: no API of sessions is referred to, or the project is one of tests and no option includes those.</summary>
    public bool IsSilent { get; }

    /// <summary>It refers to a web framework or to one of tokens: what it calls a session is one of users, and not of some other protocol.</summary>
    public bool IssuesSessions { get; }

    /// <summary>Where identifiers come from that can be guessed.</summary>
    public SourceNames WeakSources { get; }

    /// <summary>Where secrets come from that are compared.</summary>
    public SourceNames ComparedSources { get; }

    public CompilationFacts Facts { get; }

    public Bodies Bodies { get; }

    public Flows Flows { get; }

    public Fields Fields { get; }

    public FieldUses FieldUses { get; }

    public ConfiguredOptions ConfiguredOptions { get; }

    public MessageAuthentication MessageAuthentication { get; }

    public ProtectedPayloads Payloads { get; }

    /// <summary>How code is called that can hand out what was unsealed.</summary>
    public TrustNames TrustNames => _trustNames.Value;

    public TrustFlows TrustFlows { get; }

    public ClaimChecks ClaimChecks { get; }

    /// <summary>The view of a compilation that all rules share.</summary>
    public static SessionCompilation For(Compilation compilation, AnalyzerOptions options) =>
        Known.GetValue(compilation, static _ => new()).GetValue(options, key => new SessionCompilation(compilation, key));

    /// <summary>The options of a file.</summary>
    public Settings Settings(SyntaxTree tree) => Configuration.Settings.Of(_config.GetOptions(tree));

    /// <summary>Whether a type's source is part of this compilation: only then is its code read.</summary>
    public bool IsOurs(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type?.ContainingAssembly, Compilation.Assembly);

    /// <summary>Whether a name is that of a session's token.</summary>
    public bool IsToken(string name) => SensitiveNames.MayBeToken(name) && _tokenNames.GetOrAdd(name, SensitiveNames.IsTokenItself);

    /// <summary>Whether the code calls an expression like what is compared with a secret.</summary>
    public bool IsCompared(ExpressionSyntax expression) => SecretNames.NameOf(expression) is { Length: > 0 } name && _comparedNames.GetOrAdd(name, SecretNames.IsCompared);

    /// <summary>The method that a call runs; null when it does not bind.</summary>
    public IMethodSymbol? Method(InvocationExpressionSyntax call) => SemanticModel(call.SyntaxTree)?.GetSymbolInfo(call).Symbol is IMethodSymbol method ? method.ReducedFrom ?? method : null;

    /// <summary>The model of a tree of this compilation; null for any other tree.</summary>
    public SemanticModel? SemanticModel(SyntaxTree tree) =>
        _models.TryGetValue(tree, out var model) ? model : Compilation.ContainsSyntaxTree(tree) ? _models.GetOrAdd(tree, Model) : null;

#pragma warning disable RS1030, RS0030 // Callees are read in other trees than the one under analysis: one model each, kept.
    private SemanticModel Model(SyntaxTree tree) => Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030, RS0030
}
