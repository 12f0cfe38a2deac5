using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Benchmarks.Micro;

/// <summary>Code that is large in one respect: a time or an allocation that grows faster than the code shows here.</summary>
public class GeneratedCodeAnalysis
{
    private RepeatableCompilation _code = null!;

    [Params(200, 400)]
    public int Size { get; set; }

    [ParamsAllValues]
    public CodeShape Shape { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        var tree = CSharpSyntaxTree.ParseText(CodeGenerator.Write(Shape, Size), path: "Generated code.cs");
        var isProgram = ((CompilationUnitSyntax)tree.GetRoot()).Members.Any(SyntaxKind.GlobalStatement);
        var compilation = CSharpCompilation.Create("Generated", [tree], TargetingPacks.References(withAspNetCore: true), new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));
        if (compilation.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        _code = new RepeatableCompilation(compilation);
    }

    [Benchmark(Baseline = true)]
    public Task<int> Operations() => Analysis.OperationsAsync(_code);

    [Benchmark]
    public Task<int> Rules() => Analysis.RulesAsync(_code);
}
