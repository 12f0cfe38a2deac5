using InsecureShop.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace InsecureShop.Features.BackOffice;

/// <summary>Tells the back office of each order as it comes.</summary>
[Authorize(AuthenticationSchemes = BackOfficeScheme.Name, Roles = Roles.Staff)]
public sealed class OrderHub : Hub;
