using InsecureShop.Cookies;
using InsecureShop.Features.Accounts;
using InsecureShop.Features.BackOffice;
using InsecureShop.Features.Baskets;
using InsecureShop.Features.Catalogue;
using InsecureShop.Features.Checkout;
using InsecureShop.Features.Operations;
using InsecureShop.Features.Partners;
using InsecureShop.Features.Preferences;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddShopCookies(builder.Environment);
builder.Services.AddKeyRing(builder.Configuration, builder.Environment);
builder.Services.AddDistributedMemoryCache(); // SESS2006
builder.Services.AddHttpContextAccessor();
builder.Services.AddRazorPages().AddCookieTempDataProvider();
builder.Services.AddControllersWithViews();
builder.Services.AddAuthorization();

builder.Services.AddAccounts();
builder.Services.AddCatalogue();
builder.Services.AddBaskets();
builder.Services.AddCheckout();
builder.Services.AddBackOffice();
builder.Services.AddPartners();
builder.Services.AddNewsletters();

var app = builder.Build();

string[] cultures = ["en-GB", "de-DE", "fr-FR"];

app.UseDeploymentSlot();
app.UseStaticFiles();
app.UseRequestLocalization(options => options
    .SetDefaultCulture(cultures[0])
    .AddSupportedCultures(cultures)
    .AddSupportedUICultures(cultures));
app.UseRouting();
app.UseSession();
app.UseAuthentication();
app.UseRememberMe();
app.UseAuthorization();
app.UseAntiforgery();

app.MapRazorPages();
app.MapControllers();
app.MapCatalogue();
app.MapBaskets();
app.MapOrders();
app.MapTokens();
app.MapPreferences();
app.MapPartners();
app.MapPartnerApi();
app.MapNewsletters();
app.MapBackOffice();

if (app.Environment.IsDevelopment())
{
    // Lets the front-end team start with a filled basket; never mapped in production.
    app.MapPost("/dev/session", (HttpContext context, BasketService baskets) =>
    {
        baskets.Add(context.Session, "sencha", 2);
        context.Response.Cookies.Append("dev_session", context.Session.Id);
        return Results.NoContent();
    });
}

app.Run();
