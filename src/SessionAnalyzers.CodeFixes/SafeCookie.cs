using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers;

/// <summary>What is a safe value of a cookie's member? The types agree on the names: Secure is a flag here and a policy there.</summary>
internal static class SafeCookie
{
    public static readonly Setting Secure = new(CookieMembers.Secure, "true", "Always");
    public static readonly Setting HttpOnly = new(CookieMembers.HttpOnly, "true", "Always");
    public static readonly Setting SameSite = new(CookieMembers.SameSite, "Lax", "Strict");
    public static readonly Setting SecurePolicy = new(CookieMembers.SecurePolicy, "Always");
    public static readonly Setting Path = new(CookieMembers.Path, "\"/\"");
    public static readonly Setting NoDomain = new(CookieMembers.Domain, "null");
    private static readonly Setting MinimumSameSite = new("MinimumSameSitePolicy", "Lax", "Strict");

    private static readonly ImmutableArray<Setting> Settings =
        ImmutableArray.Create<Setting>([Secure, HttpOnly, SameSite, SecurePolicy, Path, NoDomain, MinimumSameSite]);

    /// <summary>Offers to set all three flags where one is missing.</summary>
    public static Offer? Harden(Finding finding, string key) => finding.Edit is FixKeys.AddArgument or FixKeys.SetMember or FixKeys.SetBefore
        ? finding.Set(key, "Harden this cookie", Secure, HttpOnly, SameSite)
        : null;

    public static Setting? Setting(string member) => Settings.FirstOrDefault(setting => setting.Member == member);
}
