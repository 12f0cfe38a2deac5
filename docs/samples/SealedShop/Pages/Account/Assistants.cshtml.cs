using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedSessions;
using SealedSessions.AspNetCore;
using SealedShop.Features.Agents;

namespace SealedShop.Pages.Account;

/// <summary>A customer hands a task and some tools to an assistant, for a short while.</summary>
[RequireRecentAuthentication(5)]
public sealed class AssistantsModel(Assistants assistants) : PageModel
{
    [BindProperty, Required, StringLength(40)]
    public string Name { get; set; } = "";

    [BindProperty, Required, StringLength(200)]
    public string Purpose { get; set; } = "";

    [BindProperty]
    public string[] Tools { get; set; } = [];

    public ApprovedAssistant? Approved { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync([FromServices] RevalidatedSession<AuthenticationTicket> session)
    {
        if (Tools.Length == 0 || Tools.Except(AgentTools.Offered).Any())
        {
            ModelState.AddModelError("", "Choose what the assistant may do.");
        }

        if (ModelState.IsValid)
        {
            Approved = await assistants.ApproveAsync(session.Subject, Name, Purpose, Tools);
        }

        return Page();
    }
}
