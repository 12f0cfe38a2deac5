namespace SessionAnalyzers;

/// <summary>The families that the first digit of an id stands for; also the names of the folders under Rules.</summary>
internal static class RuleFamily
{
    private static readonly ImmutableArray<string> Names =
        ImmutableArray.Create<string>(["Configuration", "Cookies", "Keys", "Lifetime", "Trust", "Lifecycle", "Binding", "Authority", "Exposure"]);

    /// <summary>The diagnostic category of a rule id.</summary>
    public static string Of(string id) => "SessionSecurity." + Names[id[4] - '0'];
}
