namespace SealedShop.Cookies;

/// <summary>Every cookie that the shop writes, by name.</summary>
public static class ShopCookies
{
    // Sealed by the runtime.
    public const string Authentication = "__Host-shop_auth";
    public const string BackOffice = "__Host-shop_backoffice";
    public const string Visit = "__Host-shop_visit";

    // The framework's own, made Secure.
    public const string Antiforgery = "__Host-shop_csrf";
    public const string Notice = "__Host-shop_notice";
    public const string ScriptAntiforgery = "XSRF-TOKEN";

    // Nobody's secrets.
    public const string Slot = "slot";
    public const string Theme = "theme";
    public const string Accessibility = "accessibility";
    public const string AuthorFilter = "author_filter";
    public const string Consent = "cookie_consent";
}
