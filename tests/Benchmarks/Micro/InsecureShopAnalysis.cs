using BenchmarkDotNet.Attributes;
using Benchmarks.Cost;

namespace Benchmarks.Micro;

/// <summary>The sample that has every mistake: nearly each of its files is of interest to the rules.</summary>
public class InsecureShopAnalysis
{
    private readonly RepeatableCompilation _shop = SourceProject
        .In(Path.Combine(BuildInformation.RepositoryRoot, "docs", "samples", "InsecureShop"), TargetingPacks.References(withAspNetCore: true), TargetingPacks.Generators(withAspNetCore: true))
        .Single().Sources;

    [Benchmark(Baseline = true)]
    public Task<int> Operations() => Analysis.OperationsAsync(_shop);

    [Benchmark]
    public Task<int> Rules() => Analysis.RulesAsync(_shop);
}
