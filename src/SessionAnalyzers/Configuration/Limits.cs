using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Configuration;

/// <summary>How long sessions and tokens may live, as the options of a file say it: single ones before the level of assurance.</summary>
internal sealed class Limits
{
    private static readonly TimeSpan LongestOneTimeToken = TimeSpan.FromHours(24);

    /// <summary>NIST SP 800-63B-4; of what it does not limit, the tokens follow the session.</summary>
    private static readonly ImmutableDictionary<string, ImmutableArray<TimeSpan>> Levels = ImmutableDictionary.Create<string, ImmutableArray<TimeSpan>>(StringComparer.OrdinalIgnoreCase)
        .Add("aal1", ImmutableArray.Create<TimeSpan>([TimeSpan.FromDays(30), TimeSpan.FromHours(24), TimeSpan.FromHours(1), TimeSpan.FromDays(30), TimeSpan.FromMinutes(30)]))
        .Add("aal2", ImmutableArray.Create<TimeSpan>([TimeSpan.FromHours(24), TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(24), TimeSpan.FromMinutes(30)]))
        .Add("aal3", ImmutableArray.Create<TimeSpan>([TimeSpan.FromHours(12), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15), TimeSpan.FromHours(12), TimeSpan.FromMinutes(15)]));

    private readonly ImmutableArray<TimeSpan> _longest;

    private Limits(ImmutableArray<TimeSpan> longest) => _longest = longest;

    /// <summary>The longest that something may live.</summary>
    public TimeSpan this[Limit limit] => limit switch
    {
        Limit.Session => _longest[0],
        Limit.Idle => _longest[1],
        Limit.AccessToken => _longest[2],
        Limit.RefreshToken => _longest[3],
        Limit.Revalidation => _longest[4],
        _ => LongestOneTimeToken,
    };

    public static Limits Of(AnalyzerConfigOptions options)
    {
        var level = options.TryGetValue(Settings.Assurance.Key, out var name) && Levels.TryGetValue(name.Trim(), out var known) ? known : Levels["aal1"];
        return new Limits(Settings.Lifetimes
            .Select((setting, index) => options.TryGetValue(setting.Key, out var text) && Duration.TryParse(text, out var longest) ? longest : level[index])
            .ToImmutableArray());
    }

    /// <summary>Whether a level of assurance is one that is known.</summary>
    public static bool IsLevel(string name) => Levels.ContainsKey(name.Trim());
}
