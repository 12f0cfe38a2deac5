using SealedShop.Cookies;
using SealedShop.Features.Accounts;
using SealedShop.Features.Agents;
using SealedShop.Features.Baskets;
using SealedShop.Features.Catalogue;
using SealedShop.Features.Checkout;
using SealedShop.Features.Operations;
using SealedShop.Features.Partners;
using SealedShop.Features.Preferences;
using SealedShop.Sessions;
using SealedShop.Storage;

var builder = WebApplication.CreateBuilder(args);

builder.AddShopHttps();
builder.Services.AddShopStorage(builder.Configuration);
builder.Services.AddShopCookies(builder.Configuration);
builder.Services.AddShopSessions(builder.Configuration, builder.Environment);
builder.Services.AddAuditTrail();
builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
builder.Services.AddRazorPages().AddCookieTempDataProvider();
builder.Services.AddControllersWithViews();
builder.Services.AddAuthorization();

builder.Services.AddAccounts();
builder.Services.AddCatalogue();
builder.Services.AddBaskets();
builder.Services.AddCheckout();
builder.Services.AddAgents();

var app = builder.Build();
await app.PrepareStorageAsync();

string[] cultures = ["en-GB", "de-DE", "fr-FR"];

if (!app.Environment.IsDevelopment())
{
    app.UseHsts();
}

app.UseStatusCodePages();
app.UseHttpsRedirection();
app.UseResponseHeaders();
app.UseDeploymentSlot();
app.UseStaticFiles();
app.UseRequestLocalization(options => options
    .SetDefaultCulture(cultures[0])
    .AddSupportedCultures(cultures)
    .AddSupportedUICultures(cultures));
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.UseLastSeen();
app.UseAntiforgery();

app.MapRazorPages();
app.MapControllers();
app.MapCatalogue();
app.MapBaskets();
app.MapOrders();
app.MapTokens();
app.MapPreferences();
app.MapPartners();
app.MapAgents();

if (app.Environment.IsDevelopment())
{
    // Lets the front-end team start with a filled basket; never mapped in production.
    app.MapPost("/dev/basket", async (HttpContext context, BasketService baskets, Visits visits) =>
    {
        await baskets.AddAsync(await visits.OwnerOrNewAsync(context), "sencha", 2);
        return Results.NoContent();
    });
}

app.Run();
