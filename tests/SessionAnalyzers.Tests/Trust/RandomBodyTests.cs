using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Rules.Trust;
using SessionAnalyzers.Tests.Robustness;

namespace SessionAnalyzers.Tests.Trust;

/// <summary>The path engine over random control flow: it ends, agrees with another reading of the same body, and does not depend on order.</summary>
public class RandomBodyTests
{
    private const string Program = """
        using System.Text.Json;
        using Microsoft.AspNetCore.DataProtection;

        record Session(string Id, bool IsAdmin, DateTimeOffset ExpiresAt);

        interface ISessions { bool IsActive(string id); }

        interface IOrders { void Delete(int id); }

        class {{name}}(IDataProtector protector, ISessions sessions, IOrders orders)
        {
            static void Work(int number) => Console.WriteLine(number);

            public void Run(HttpContext http, bool[] flags, int[] numbers)
            {
                var session = JsonSerializer.Deserialize<Session>(protector.Unprotect(http.Request.Cookies["session"]!))!;
                {{body}}
                Work(0);
            }
        }
        """;

    [Fact]
    public void FirstDecision_IsTheOneThatAnotherReadingFinds() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60).WithQuietOnSuccess(true),
        Prop.ForAll(RandomBody.Any.ToArbitrary(), static body =>
        {
            var analysis = Analysis.RunAsync(Project(Source(body, "Shop")), concurrent: false, new SESS4001UnsealedClaimsTrusted()).GetAwaiter().GetResult();
            analysis.RequireNoFailure("a random body", body.Source);
            Assert.Equal(Expected(body), Found(analysis.Diagnostics));
        }));

    [Fact]
    public void Answer_DependsNeitherOnOrderNorOnThreads() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(60).WithQuietOnSuccess(true),
        Prop.ForAll(Gen.ArrayOf(RandomBody.Any, 4).ToArbitrary(), static bodies =>
        {
            var files = bodies.Select(static (body, i) => ($"Shop{i}.cs", i == 0 ? Source(body, "Shop0") : OfClass(Source(body, "Shop" + i)))).ToArray();
            var inOrder = Analysis.RunAsync(Project(files), concurrent: false, new SESS4001UnsealedClaimsTrusted()).GetAwaiter().GetResult();
            var reversed = Analysis.RunAsync(Project([.. files.Reverse()]), concurrent: true, new SESS4001UnsealedClaimsTrusted()).GetAwaiter().GetResult();
            Assert.Equal(inOrder.Description, reversed.Description);
        }));

    private static string Source(Statement body, string name) => Program.Replace("{{name}}", name, StringComparison.Ordinal).Replace("{{body}}", body.Source, StringComparison.Ordinal);

    /// <summary>The types around the class are declared once.</summary>
    private static string OfClass(string source) =>
        "using System.Text.Json;\nusing Microsoft.AspNetCore.DataProtection;\n" + source[source.IndexOf("class Shop", StringComparison.Ordinal)..];

    private static Project Project(string source) => Project([("Shop.cs", source)]);

    private static Project Project((string Path, string Text)[] files) => Analysis.WithSources(Analysis.AspNetCore, files);

    private static string Expected(Statement body)
    {
        var trace = new Trace();
        body.Run(Paths.Nothing, trace);
        return trace.Decisions.Where(static pair => (pair.Value & ~Paths.Passed) != Paths.None).OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key}").FirstOrDefault("");
    }

    private static string Found(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics is [])
        {
            return "";
        }

        var at = Assert.Single(diagnostics).Location;
        var rest = at.SourceTree!.ToString()[at.SourceSpan.End..];
        var start = rest.IndexOf("Delete(", StringComparison.Ordinal) + "Delete(".Length;
        return rest[start..rest.IndexOf(')', start)];
    }
}
