using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Tests.Fixes;

public sealed class FixAssemblyTests
{
    public static TheoryData<Type> Fixes =>
        [.. typeof(SessionFix).Assembly.GetTypes().Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))];

    // Two versions of the package may meet in one host, which then has one of the rules' assemblies: fixes use its consts only.
    [Fact]
    public void References_AreThoseOfTheOldestHost() => Assert.Equal(
        ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces", "System.Collections.Immutable", "netstandard"],
        typeof(SessionFix).Assembly.GetReferencedAssemblies().Select(static name => name.Name!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Fix_IsExported_UnderItsRule(Type fix)
    {
        var export = Assert.Single(fix.GetCustomAttributes<ExportCodeFixProviderAttribute>());
        Assert.Equal(fix.Name, export.Name);
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        var id = Assert.Single(((CodeFixProvider)Activator.CreateInstance(fix)!).FixableDiagnosticIds);
        var rule = typeof(AllRules).Assembly.GetType(fix.FullName![..^"Fix".Length]);
        Assert.NotNull(rule);
        Assert.Contains(((DiagnosticAnalyzer)Activator.CreateInstance(rule)!).SupportedDiagnostics, descriptor => descriptor.Id == id);
        Assert.StartsWith(id, fix.Name, StringComparison.Ordinal);
    }
}
