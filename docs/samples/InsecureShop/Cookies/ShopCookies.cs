namespace InsecureShop.Cookies;

/// <summary>Every cookie that the shop writes, by name.</summary>
public static class ShopCookies
{
    public const string Authentication = "shop_auth";
    public const string BackOffice = "shop_backoffice";
    public const string StepUp = "shop_stepup";
    public const string Session = "shop_session";
    public const string Antiforgery = "shop_csrf";

    public const string RememberMe = "shop_remember";
    public const string LoginHint = "shop_login_hint";
    public const string DeviceToken = "shop_device_token";
    public const string AccessToken = "shop_access_token";
    public const string RefreshToken = "shop_refresh_token";
    public const string SingleSignOn = "shop_sso_token";
    public const string VisitorSession = "visitor_session";
    public const string Guest = "shop_guest";
    public const string WishlistToken = "wishlist_token";
    public const string SupportSession = "support_session";

    public const string CheckoutTicket = "__Host-checkout_ticket";
    public const string PreviewTicket = "__Host-preview_ticket";
    public const string VoucherToken = "__Host-voucher_token";

    public const string DeskSession = "__Host-desk_session";
    public const string BackOfficeSid = "backoffice_sid";
    public const string PartnerSession = "partner_session";
    public const string WidgetSession = "widget_session";

    public const string Theme = "theme";
    public const string Accessibility = "accessibility";
    public const string AuthorFilter = "author_filter";
    public const string Consent = "cookie_consent";
    public const string ScriptAntiforgery = "XSRF-TOKEN";

    /// <summary>Shop and magazine share this domain.</summary>
    public const string ParentDomain = ".insecureshop.example";
}
