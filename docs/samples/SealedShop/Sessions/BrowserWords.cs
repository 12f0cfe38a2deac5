namespace SealedShop.Sessions;

/// <summary>What a browser says it is, in words for its owner. Not to decide by.</summary>
public static class BrowserWords
{
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent) => $"{Find(Browsers, userAgent, "A browser")} on {Find(Systems, userAgent, "an unknown system")}";

    private static string Find((string Sign, string Name)[] known, string? userAgent, string otherwise) =>
        known.FirstOrDefault(entry => userAgent?.Contains(entry.Sign, StringComparison.Ordinal) == true).Name ?? otherwise;
}
