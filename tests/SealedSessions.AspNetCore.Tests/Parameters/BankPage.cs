using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using SealedSessions.AspNetCore.Tests.Parameters;

[assembly: RazorCompiledItem(typeof(BankPage), "mvc.1.0.razor-page", "/Pages/Bank.cshtml")]

namespace SealedSessions.AspNetCore.Tests.Parameters;

/// <summary>What the Razor compiler makes of a page without content.</summary>
[RazorCompiledItemMetadata("RouteTemplate", "/pages/bank")]
public sealed class BankPage : Page
{
    public BankPageModel Model => (BankPageModel)PageContext.ViewData.Model!;

    public override Task ExecuteAsync() => Task.CompletedTask;
}
