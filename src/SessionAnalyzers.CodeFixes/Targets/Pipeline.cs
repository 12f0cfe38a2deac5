using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Targets;

/// <summary>Where does the request pipeline of a project take shape, and where in it would a middleware go that must run early?</summary>
internal sealed class Pipeline
{
    private const string Builder = "IApplicationBuilder";

    /// <summary>What runs before a middleware that only concerns responses with cookies: it answers by itself, or writes none.</summary>
    private static readonly HashSet<string> Early = new(StringComparer.Ordinal)
    {
        "UseBlazorFrameworkFiles", "UseDatabaseErrorPage", "UseDefaultFiles", "UseDeveloperExceptionPage", "UseDirectoryBrowser", "UseExceptionHandler",
        "UseFileServer", "UseForwardedHeaders", "UseHealthChecks", "UseHostFiltering", "UseHsts", "UseHttpLogging", "UseHttpMethodOverride",
        "UseHttpsRedirection", "UseMigrationsEndPoint", "UsePathBase", "UseRequestDecompression", "UseResponseCompression", "UseSerilogRequestLogging",
        "UseStaticFiles", "UseStatusCodePages", "UseStatusCodePagesWithRedirects", "UseStatusCodePagesWithReExecute", "UseSwagger", "UseSwaggerUI",
        "UseW3CLogging", "UseWebAssemblyDebugging",
    };

    private Pipeline(Place place, SyntaxNode body, List<(StatementSyntax Statement, InvocationExpressionSyntax Call)> steps)
    {
        Place = place.At(body);
        Name = Receiver(steps[0].Call)!.Identifier.ValueText;
        Rank = Rate(body);
        Steps = steps;
        var late = steps.FindIndex(static step => !Early.Contains(CalledName(step.Call)));
        var before = late < 0 ? steps[steps.Count - 1].Statement : late == 0 ? null : steps[late - 1].Statement;
        (Beside, After) = late < 0 || before is ExpressionStatementSyntax && before != steps[late].Statement
            ? (before!, true)
            : (steps[late].Statement, false);
    }

    public Place Place { get; }

    /// <summary>The variable that the middlewares are added to.</summary>
    public string Name { get; }

    /// <summary>The statement beside which an early middleware goes.</summary>
    public StatementSyntax Beside { get; }

    /// <summary>On which side.</summary>
    public bool After { get; }

    private int Rank { get; }

    private List<(StatementSyntax Statement, InvocationExpressionSyntax Call)> Steps { get; }

    /// <summary>The namespace of the builder, where the framework's own middlewares are.</summary>
    public INamespaceSymbol? Namespace => BuilderType(Place.Model.GetTypeInfo(Receiver(Steps[0].Call)!).Type)?.ContainingNamespace;

    /// <summary>The pipeline of a project; null when there is none, or more than one with the same right to be it.</summary>
    public static async Task<Pipeline?> OfAsync(Project project, CancellationToken cancellationToken)
    {
        var found = new List<Pipeline>();
        foreach (var document in project.Documents)
        {
            if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
                && root.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => IsStep(call) && Receiver(call) is not null)
                && await Place.OfAsync(document, root, cancellationToken).ConfigureAwait(false) is { } place)
            {
                found.AddRange(In(place));
            }
        }

        var best = found.Where(pipeline => pipeline.Rank == found.Max(static other => other.Rank)).ToList();
        return best is [var only] ? only : null;
    }

    private static IEnumerable<Pipeline> In(Place place)
    {
        var steps = place.Node.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => IsStep(call) && Receiver(call) is { } receiver && BuilderType(place.Model.GetTypeInfo(receiver).Type) is not null)
            .Select(static call => (Call: call, Body: BodyOf(call)))
            .Where(static step => step.Body is not null && !IsBranch(step.Body));
        foreach (var body in steps.GroupBy(static step => step.Body!))
        {
            var name = Receiver(body.First().Call)!.Identifier.ValueText;
            var listed = body.Where(step => Receiver(step.Call)!.Identifier.ValueText == name)
                .Select(step => (Statement: Listed(step.Call, body.Key), step.Call))
                .Where(static step => step.Statement is not null)
                .Select(static step => (Statement: step.Statement!, step.Call))
                .OrderBy(static step => step.Statement.SpanStart)
                .ThenBy(static step => step.Call.Span.End)
                .ToList();
            if (listed.Count > 0)
            {
                yield return new Pipeline(place, body.Key, listed);
            }
        }
    }

    /// <summary>A program's own statements come first, then what a host calls, then helpers.</summary>
    private static int Rate(SyntaxNode body) => body switch
    {
        CompilationUnitSyntax => 3,
        { Parent: MethodDeclarationSyntax { Identifier.ValueText: "Main" } } => 3,
        { Parent: MethodDeclarationSyntax { Identifier.ValueText: "Configure" } } => 2,
        { Parent: AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } } when CalledName(call) == "Configure" => 2,
        _ => 1,
    };

    private static bool IsStep(InvocationExpressionSyntax call) =>
        CalledName(call) is var name
        && (name.StartsWith("Use", StringComparison.Ordinal) || name.StartsWith("Map", StringComparison.Ordinal) || name.StartsWith("Run", StringComparison.Ordinal) || name is "Start" or "StartAsync");

    private static string CalledName(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : "";

    /// <summary>The variable at the start of a chain of calls.</summary>
    private static IdentifierNameSyntax? Receiver(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Expression switch
    {
        IdentifierNameSyntax name => name,
        InvocationExpressionSyntax inner => Receiver(inner),
        _ => null,
    };

    private static INamedTypeSymbol? BuilderType(ITypeSymbol? type) => type is INamedTypeSymbol { Name: Builder } builder
        ? builder
        : type?.AllInterfaces.FirstOrDefault(static face => face.Name == Builder && face.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Builder");

    private static SyntaxNode? BodyOf(SyntaxNode call) => call.Ancestors().FirstOrDefault(static node =>
        node is CompilationUnitSyntax or AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax
        || (node is BlockSyntax && node.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)) is var body
        && body is BlockSyntax or CompilationUnitSyntax ? body : null;

    /// <summary>A pipeline inside of a pipeline only serves some requests.</summary>
    private static bool IsBranch(SyntaxNode body) =>
        body.Parent is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } && IsStep(call);

    /// <summary>The statement of the body's own list that a call is in.</summary>
    private static StatementSyntax? Listed(SyntaxNode call, SyntaxNode body) => call.Ancestors().OfType<StatementSyntax>()
        .FirstOrDefault(statement => statement.Parent == body || (statement.Parent is GlobalStatementSyntax global && global.Parent == body));
}
