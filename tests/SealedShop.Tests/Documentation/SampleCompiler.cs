using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Npgsql;
using SealedSessions;
using SealedSessions.AspNetCore;
using SealedSessions.Postgres;

namespace SealedShop.Tests.Documentation;

/// <summary>Compiles samples as a project of the web SDK with the runtime's packages would.</summary>
internal static class SampleCompiler
{
    /// <summary>The implicit usings of the web SDK.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>What the samples take as given: what the text around them has introduced, and an application's own code.</summary>
    private const string Given = """
        using System.Text.Json.Serialization.Metadata;
        using Microsoft.AspNetCore.Authentication;
        using SealedSessions;

        internal abstract class Given
        {
            protected static readonly WebApplicationBuilder builder = null!;
            protected static readonly WebApplication app = null!;
            protected static readonly RevalidatedSession<AuthenticationTicket> session = null!;
            protected static readonly AgentSessions agents = null!;

            // Of the sample before.
            protected static readonly SealedToken token;

            protected static IResult ChangeEmail() => Results.NoContent();
        }

        internal sealed record CartClaims(IReadOnlyList<string> Items);

        internal sealed class ShopJson
        {
            public static ShopJson Default { get; } = new();

            public JsonTypeInfo<CartClaims> CartClaims => throw new NotSupportedException();
        }

        internal sealed class StaffDirectory
        {
            public Task<bool> IsEnabledAsync(string subject, CancellationToken cancellation) => Task.FromResult(true);
        }
        """;

    // An order that only a file must keep: a page may show a class and then what registers it.
    private const string StatementAfterType = "CS8803";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly SyntaxTree[] Surroundings = [CSharpSyntaxTree.ParseText(ImplicitUsings, Options), CSharpSyntaxTree.ParseText(Given, Options)];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(IsOfTheFramework)
            .Concat([typeof(SessionId).Assembly.Location, typeof(SealedCookieOptions).Assembly.Location, typeof(PostgresSessionOptions).Assembly.Location, typeof(NpgsqlDataSource).Assembly.Location])
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The errors and warnings of a sample, at the lines of its page.</summary>
    public static IReadOnlyList<string> Problems(PageSample sample)
    {
        var code = CSharpSyntaxTree.ParseText(sample.Code, Options).GetCompilationUnitRoot();
        var unreadable = code.GetDiagnostics().Where(static found => found.Severity == DiagnosticSeverity.Error && found.Id != StatementAfterType).ToArray();
        return unreadable.Length > 0
            ? [.. unreadable.Select(found => $"{sample.Page}({sample.Line + found.Location.GetLineSpan().StartLinePosition.Line}): {found.Id}: {found.GetMessage()}")]
            : [.. Compile(sample, code).Select(static found => found.ToString())];
    }

    private static IEnumerable<Diagnostic> Compile(PageSample sample, CompilationUnitSyntax code) =>
        CSharpCompilation.Create(
                "Sample",
                [CSharpSyntaxTree.ParseText(Wrap(sample, code), Options), .. Surroundings],
                References,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error
                || (found.Severity == DiagnosticSeverity.Warning && found.Location.GetMappedLineSpan().Path == sample.Page));

    /// <summary>Usings in front, types beside, members into a class, statements into a method of it.</summary>
    private static string Wrap(PageSample sample, CompilationUnitSyntax code)
    {
        var types = code.Members.Where(static part => part is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or BaseNamespaceDeclarationSyntax).ToArray();
        var statements = code.Members.OfType<GlobalStatementSyntax>().ToArray();

        var text = new StringBuilder(sample.UsingsBefore);
        Add(code.Usings);
        text.AppendLine("internal sealed class Sample : Given\n{");
        Add(code.Members.Except(types).Except(statements));
        text.AppendLine("internal static async Task<IResult> RunAsync()\n{\nawait Task.Yield();");
        Add(statements);
        text.AppendLine("return Results.Ok();\n}\n}");
        Add(types);
        return text.ToString();

        void Add(IEnumerable<SyntaxNode> parts)
        {
            foreach (var part in parts)
            {
                var line = sample.Line + code.SyntaxTree.GetLineSpan(part.FullSpan).StartLinePosition.Line;
                text.AppendLine().AppendLine($"#line {line} \"{sample.Page}\"").AppendLine(part.ToFullString()).AppendLine("#line default");
            }
        }
    }

    private static bool IsOfTheFramework(string assembly) =>
        Path.GetDirectoryName(assembly) is var folder
        && (folder == Path.GetDirectoryName(typeof(object).Assembly.Location) || folder == Path.GetDirectoryName(typeof(WebApplication).Assembly.Location));
}
