using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Rules.Configuration;

/// <summary>Not about code: it has no anchor and no location, because the compiler does not say where an option is written.</summary>
internal sealed class SESS0001OptionMalformed() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS0001",
        "Option is unknown or malformed",
        "Option '{0}' {1}; it is ignored",
        RuleLevel.Warning,
        cwe: [],
        asvs: []);

    public override void CheckCompilation(CompilationAnalysisContext context)
    {
        var config = context.Options.AnalyzerConfigOptionsProvider;
        var reported = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var options in context.Compilation.SyntaxTrees.Select(config.GetOptions).Prepend(config.GlobalOptions).Distinct())
        {
            foreach (var (key, problem) in Settings.Problems(options))
            {
                if (reported.Add(key + problem))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Rule.Descriptor, Location.None, key, problem));
                }
            }
        }
    }
}
