using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SealedSessions.AspNetCore;
using SealedShop.Cookies;
using SealedShop.Features.Accounts;
using SealedShop.Features.Catalogue;
using SealedShop.Features.Checkout;
using SealedShop.Features.Operations;
using SealedShop.Sessions;

namespace SealedShop.Features.BackOffice;

public sealed record BackOfficeView(IEnumerable<Order> Orders, IEnumerable<ShopUser> Users, int Visitors);

[AutoValidateAntiforgeryToken]
[Authorize(AuthenticationSchemes = BackOfficeScheme.Name, Roles = Roles.Staff)]
[Route("backoffice")]
public sealed class BackOfficeController(
    UserDirectory users, IOrderBook orders, VisitorCounter visitors, ProductCatalogue catalogue, SessionEnding ending, IAuditTrail audit,
    IConfiguration configuration, ILogger<BackOfficeController> logger) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index() => View(new BackOfficeView(await orders.AllAsync(), await users.AllAsync(), visitors.Count));

    [AllowAnonymous]
    [HttpGet("sign-in")]
    public IActionResult Enter() => View("SignIn");

    [AllowAnonymous]
    [HttpPost("sign-in")]
    public async Task<IActionResult> Enter([FromForm] string email, [FromForm] string password)
    {
        if (await users.CheckPasswordAsync(email, password) is not { Role: Roles.Staff } user)
        {
            TempData["Notice"] = "No such member of staff.";
            return LocalRedirect("/backoffice/sign-in");
        }

        if (BackOfficeScheme.NeedsCertificate(configuration) && await HttpContext.Connection.GetClientCertificateAsync() is null)
        {
            TempData["Notice"] = "The back office needs your certificate.";
            return LocalRedirect("/backoffice/sign-in");
        }

        await HttpContext.SignInAsync(BackOfficeScheme.Name, SignInService.CreatePrincipal(user, BackOfficeScheme.Name));
        return LocalRedirect("/backoffice");
    }

    [HttpGet("step-up")]
    public IActionResult StepUp() => View("StepUp");

    [HttpPost("step-up")]
    public async Task<IActionResult> StepUp([FromForm] string password)
    {
        if (await CurrentAsync() is not { } user || !users.PasswordMatches(user, password))
        {
            TempData["Notice"] = "That is not your password.";
            return LocalRedirect("/backoffice/step-up");
        }

        await HttpContext.StepUpAsync(BackOfficeScheme.Name);
        TempData["Notice"] = "Thank you. Please do it again.";
        return LocalRedirect("/backoffice");
    }

    [HttpPost("sign-out")]
    public async Task<IActionResult> Leave()
    {
        logger.LogInformation("{UserId} left the back office", User.FindFirstValue(ClaimTypes.NameIdentifier));
        await HttpContext.SignOutAsync(BackOfficeScheme.Name);
        return LocalRedirect("/");
    }

    [HttpGet("preview")]
    public IActionResult Preview() => View(catalogue.NextSeason);

    [HttpPost("authors")]
    public IActionResult FilterByAuthor([FromForm] string author)
    {
        Response.Cookies.Append(ShopCookies.AuthorFilter, author);
        return LocalRedirect("/backoffice");
    }

    [HttpGet("audit")]
    public async Task<IActionResult> Audit() => View(await audit.LastAsync(100));

    [HttpPost("users/{id}/sign-out")]
    public async Task<IActionResult> SignOutUser(string id)
    {
        await ending.EndAllAsync(id);
        TempData["Notice"] = $"All sessions of {id} have ended.";
        return LocalRedirect("/backoffice");
    }

    [RequireRecentAuthentication(5, Scheme = BackOfficeScheme.Name, AuthenticationSchemes = BackOfficeScheme.Name)]
    [HttpPost("users/{id}/disable")]
    public async Task<IActionResult> DisableUser(string id)
    {
        if (await users.FindAsync(id) is { } user && id != User.FindFirstValue(ClaimTypes.NameIdentifier))
        {
            // AccountCheck refuses every session from now on; revoked, they stay dead when the account is enabled again.
            await users.SetDisabledAsync(user, isDisabled: true);
            await ending.EndAllAsync(id);
            TempData["Notice"] = $"{user.Name} is disabled.";
        }

        return LocalRedirect("/backoffice");
    }

    [RequireRecentAuthentication(5, Scheme = BackOfficeScheme.Name, AuthenticationSchemes = BackOfficeScheme.Name)]
    [HttpPost("users/{id}/enable")]
    public async Task<IActionResult> EnableUser(string id)
    {
        if (await users.FindAsync(id) is { } user)
        {
            await users.SetDisabledAsync(user, isDisabled: false);
            TempData["Notice"] = $"{user.Name} is enabled.";
        }

        return LocalRedirect("/backoffice");
    }

    private Task<ShopUser?> CurrentAsync() => users.FindAsync(User.FindFirstValue(ClaimTypes.NameIdentifier));
}
