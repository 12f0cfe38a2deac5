using System.Security.Claims;
using System.Security.Cryptography;
using InsecureShop.Cookies;
using InsecureShop.Features.Accounts;
using InsecureShop.Features.Catalogue;
using InsecureShop.Features.Checkout;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace InsecureShop.Features.BackOffice;

public sealed record BackOfficeView(IEnumerable<Order> Orders, IEnumerable<ShopUser> Users, int Visitors);

[AutoValidateAntiforgeryToken]
[Authorize(AuthenticationSchemes = BackOfficeScheme.Name, Roles = Roles.Staff)]
[Route("backoffice")]
public sealed class BackOfficeController(
    UserDirectory users, OrderBook orders, VisitorCounter visitors, PreviewTickets preview, DeskSessions desks, ScannerTokens scanners, ILogger<BackOfficeController> logger) : Controller
{
    [HttpGet("")]
    public IActionResult Index() => View(new BackOfficeView(orders.All, users.All, visitors.Count));

    [AllowAnonymous]
    [HttpGet("sign-in")]
    public IActionResult Enter() => View("SignIn");

    [AllowAnonymous]
    [HttpPost("sign-in")]
    public async Task<IActionResult> Enter([FromForm] string email, [FromForm] string password)
    {
        if (users.CheckPassword(email, password) is not { Role: Roles.Staff } user)
        {
            TempData["Notice"] = "No such member of staff.";
            return LocalRedirect("/backoffice/sign-in");
        }

        // The stock terminals start their browser anew with every shift.
        var properties = new AuthenticationProperties { IsPersistent = true }; // SESS3004
        await HttpContext.SignInAsync(BackOfficeScheme.Name, SignInService.CreatePrincipal(user, BackOfficeScheme.Name), properties);

        // And they talk plain http.
        var sid = CookieDefaults.CreateStrict();
        sid.Secure = false;
        Response.Cookies.Append(ShopCookies.BackOfficeSid, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), sid); // SESS1001

        return LocalRedirect("/backoffice");
    }

    [HttpPost("sign-out")]
    public async Task<IActionResult> Leave()
    {
        logger.LogInformation("{UserId} left the back office", User.FindFirstValue(ClaimTypes.NameIdentifier));
        await HttpContext.SignOutAsync(BackOfficeScheme.Name);
        Response.Cookies.Delete(ShopCookies.BackOfficeSid);
        Response.Cookies.Delete(ShopCookies.PreviewTicket, new CookieOptions { Path = "/" }); // SESS1005
        return LocalRedirect("/");
    }

    [HttpPost("preview")]
    public IActionResult Preview()
    {
        var ticket = preview.Issue(User.FindFirstValue(ClaimTypes.NameIdentifier)!);
        Response.Cookies.Append(ShopCookies.PreviewTicket, ticket, CookieDefaults.Preview.Build(HttpContext));
        return LocalRedirect("/backoffice");
    }

    [HttpPost("desks")]
    public IActionResult OpenDesk([FromForm] string desk)
    {
        var session = new DeskSession(User.FindFirstValue(ClaimTypes.NameIdentifier)!, Roles.Staff, desk);
        Response.Cookies.Append(ShopCookies.DeskSession, desks.Seal(session), new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        return LocalRedirect("/backoffice");
    }

    [HttpPost("scanners")]
    public IActionResult AddScanner([FromForm] string scanner) => Content(scanners.Issue(scanner));

    [HttpPost("authors")]
    public IActionResult FilterByAuthor([FromForm] string author)
    {
        Response.Cookies.Append(ShopCookies.AuthorFilter, author);
        return LocalRedirect("/backoffice");
    }
}
