namespace SessionAnalyzers.Knowledge;

/// <summary>A framework call that registers something and configures its options.</summary>
/// <param name="Type">Metadata name of the class that declares it.</param>
/// <param name="Method">Name.</param>
/// <param name="Options">Metadata name of the options type.</param>
/// <param name="Name">The options name it configures; null when a parameter or nothing gives it.</param>
/// <param name="NameParameter">The parameter that gives the options name.</param>
internal sealed record OptionsRegistration(string Type, string Method, string Options, string? Name = null, string? NameParameter = null);

/// <summary>A general call of the options system, whose options type is its type argument.</summary>
/// <param name="Type">Metadata name of the declaring type.</param>
/// <param name="Method">Name.</param>
/// <param name="AllNames">It configures every name.</param>
internal sealed record OptionsCall(string Type, string Method, bool AllNames = false);

/// <summary>The places where options are configured. Checked against the real assemblies by OptionsKnowledgeTests.</summary>
internal static class OptionsKnowledge
{
    /// <summary>CookieAuthenticationDefaults.AuthenticationScheme.</summary>
    public const string DefaultCookieScheme = "Cookies";

    public static readonly ImmutableArray<OptionsRegistration> Registrations =
    ImmutableArray.Create<OptionsRegistration>([
        new(TypeNames.CookieExtensions, "AddCookie", TypeNames.CookieAuthenticationOptions, Name: DefaultCookieScheme, NameParameter: "authenticationScheme"),
        new(TypeNames.IdentityServices, "ConfigureApplicationCookie", TypeNames.CookieAuthenticationOptions, Name: "Identity.Application"),
        new(TypeNames.IdentityServices, "ConfigureExternalCookie", TypeNames.CookieAuthenticationOptions, Name: "Identity.External"),
        new(TypeNames.SessionServices, "AddSession", TypeNames.SessionOptions),
        new(TypeNames.AntiforgeryServices, "AddAntiforgery", TypeNames.AntiforgeryOptions),
        new(TypeNames.ViewFeaturesMvcBuilder, "AddCookieTempDataProvider", TypeNames.CookieTempDataProviderOptions),
        new(TypeNames.ViewFeaturesMvcCoreBuilder, "AddCookieTempDataProvider", TypeNames.CookieTempDataProviderOptions),
        new(TypeNames.CookiePolicyServices, "AddCookiePolicy", TypeNames.CookiePolicyOptions),
        new(TypeNames.CookiePolicyPipeline, "UseCookiePolicy", TypeNames.CookiePolicyOptions),
        new(TypeNames.SessionPipeline, "UseSession", TypeNames.SessionOptions),
        new(TypeNames.HubEndpoints, "MapHub", TypeNames.HttpConnectionDispatcherOptions),
    ]);

    public static readonly ImmutableArray<OptionsCall> Calls =
    ImmutableArray.Create<OptionsCall>([
        new(TypeNames.OptionsServices, "Configure"),
        new(TypeNames.OptionsServices, "PostConfigure"),
        new(TypeNames.OptionsServices, "ConfigureAll", AllNames: true),
        new(TypeNames.OptionsServices, "PostConfigureAll", AllNames: true),
        new(TypeNames.OptionsConfigurationServices, "Configure"),
        new(TypeNames.OptionsBuilder, "Configure"),
        new(TypeNames.OptionsBuilder, "PostConfigure"),
        new(TypeNames.OptionsBuilderConfiguration, "Bind"),
        new(TypeNames.OptionsBuilderConfiguration, "BindConfiguration"),
    ]);
}
