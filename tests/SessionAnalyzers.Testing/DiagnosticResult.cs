using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Testing;

/// <summary>A diagnostic that a test expects. Without a location it is one of no location (Location.None).</summary>
public sealed record DiagnosticResult(string Id, DiagnosticSeverity? Severity)
{
    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity) =>
        MessageFormat = descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture);

    /// <summary>The exact message, or null when the test does not look at it.</summary>
    public string? Message { get; private init; }

    private string? MessageFormat { get; init; }

    /// <summary>The location, then additional locations; those are compared when at least one is given.</summary>
    internal ImmutableArray<ExpectedLocation> Locations { get; private init; } = [];

    public static DiagnosticResult CompilerError(string id) => new(id, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string id) => new(id, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithMessage(string? message) => this with { Message = message };

    public DiagnosticResult WithArguments(params object[] arguments) => MessageFormat is null
        ? throw new InvalidOperationException($"{Id} has no message format: create it from a descriptor or with Diagnostic(id).")
        : this with { Message = string.Format(CultureInfo.InvariantCulture, MessageFormat, arguments) };

    /// <summary>The span that a source marks as <c>{|#0:…|}</c>; a second call gives an additional location.</summary>
    public DiagnosticResult WithLocation(int markupKey) => AddLocation(new ExpectedLocation(markupKey, default));

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan("/0/Test0.cs", startLine, startColumn, endLine, endColumn);

    /// <summary>Lines and columns count from 1, as compilers print them.</summary>
    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(
            path,
            new LinePosition(startLine - 1, startColumn - 1),
            new LinePosition(endLine - 1, endColumn - 1)));

    public override string ToString() => Severity is { } severity
        ? $"{Id}: {severity.ToString().ToLowerInvariant()} {Message}".TrimEnd()
        : Id;

    internal DiagnosticResult WithSpan(FileLinePositionSpan span) => AddLocation(new ExpectedLocation(null, span));

    internal DiagnosticResult WithLocations(Func<ExpectedLocation, FileLinePositionSpan> locate) =>
        this with { Locations = [.. Locations.Select(location => new ExpectedLocation(null, locate(location)))] };

    internal bool Matches(Diagnostic actual) =>
        actual.Id == Id &&
        (Severity is null || actual.Severity == Severity) &&
        (Message is null || actual.GetMessage(CultureInfo.InvariantCulture) == Message) &&
        (Locations is [var location, .. var additional]
            ? actual.Location.GetLineSpan().Equals(location.Span) &&
                (additional.IsEmpty || actual.AdditionalLocations.Select(at => at.GetLineSpan()).SequenceEqual(additional.Select(at => at.Span)))
            : actual.Location == Location.None);

    private DiagnosticResult AddLocation(ExpectedLocation location) => this with { Locations = Locations.Add(location) };
}

/// <summary>A span, or the key of a marker until the sources are parsed.</summary>
internal readonly record struct ExpectedLocation(int? MarkupKey, FileLinePositionSpan Span);
