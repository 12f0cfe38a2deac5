using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace SealedShop.Tests.Running;

/// <summary>A program that acts for a customer, over HTTP.</summary>
internal sealed class Assistant(string token, string task, string conversation) : IDisposable
{
    private readonly HttpClient _http = Http.CreateClient();

    public static async Task<Assistant> OfAsync(Visitor customer) => new(
        await customer.Page.Locator("[data-token]").InnerTextAsync(),
        await customer.Page.Locator("[data-task]").InnerTextAsync(),
        await customer.Page.Locator("[data-conversation]").InnerTextAsync());

    /// <summary>The same token at work on something else.</summary>
    public Assistant DriftedTo(string? task = null, string? conversation = null) => new(token, task ?? Task, conversation ?? Conversation);

    public string Token => token;

    public string Task => task;

    public string Conversation => conversation;

    public async Task<HttpStatusCode> UseAsync(ShopNode node, string tool, object input) => (await SendAsync(node, $"/agent/tools/{tool}", input)).Status;

    public async Task<(HttpStatusCode Status, string Body, string Challenge)> SendAsync(ShopNode node, string path, object? input = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, path)) { Content = JsonContent.Create(input ?? new { }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Agent-Task", task);
        request.Headers.Add("X-Agent-Conversation", conversation);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers.WwwAuthenticate.ToString());
    }

    public void Dispose() => _http.Dispose();
}
