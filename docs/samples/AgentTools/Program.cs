using System.IO.Pipelines;
using AgentTools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SealedSessions;

// Keys and store for a demonstration; a service takes both from configuration.
var services = new ServiceCollection();
services.AddSealedSessions()
    .UseKeys(keys => keys.Keys.Add(new KeyRingEntry { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active }))
    .AddAgentSessions();

// Ada approves one of two tools for ten minutes.
var inventory = new List<string> { "sencha", "assam" };
AIFunction search = AIFunctionFactory.Create((string word) => inventory.Find(tea => tea.Contains(word, StringComparison.Ordinal)) ?? "nothing", "search_teas");
AIFunction clear = AIFunctionFactory.Create(() => { inventory.Clear(); return "all gone"; }, "clear_inventory");

await using var provider = services.BuildServiceProvider();
var agents = provider.GetRequiredService<AgentSessions>();
var token = await agents.StartAsync(new AgentGrant
{
    Subject = "ada",
    Agent = "tea-finder",
    Task = "find-sencha",
    Purpose = "Find out whether there is sencha",
    Tools = ["search_teas"],
    Lifetime = TimeSpan.FromMinutes(10),
});
var session = (await agents.OpenAsync(token.Value)).Session!;
var invocation = new AgentInvocation(Task: "find-sencha");

// Microsoft.Extensions.AI: each function asks for itself.
Console.WriteLine($"function search: {await new ApprovedAIFunction(search, session, invocation).InvokeAsync(new() { ["word"] = "sen" })}");
Console.WriteLine($"function clear:  {await new ApprovedAIFunction(clear, session, invocation).InvokeAsync()}");

// Model Context Protocol: the server asks for all of its tools.
Pipe toServer = new(), toClient = new();
var mcp = new ServiceCollection();
mcp.AddMcpServer()
    .WithStreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream())
    .WithTools([McpServerTool.Create(search), McpServerTool.Create(clear)])
    .RequireApproval(_ => session, invocation);
await using var mcpProvider = mcp.BuildServiceProvider();
using var stop = new CancellationTokenSource();
var running = mcpProvider.GetRequiredService<McpServer>().RunAsync(stop.Token);
await using (var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream())))
{
    Console.WriteLine($"mcp search:      {await CallAsync("search_teas", new() { ["word"] = "sen" })}");
    Console.WriteLine($"mcp clear:       {await CallAsync("clear_inventory", [])}");

    // Ada signs out everywhere: the agent stops in the middle of its task.
    await provider.GetRequiredService<SessionRevoker>().RevokeSubjectAsync("ada");
    Console.WriteLine($"after sign-out:  {await CallAsync("search_teas", new() { ["word"] = "sen" })}");

    async Task<string> CallAsync(string tool, Dictionary<string, object?> arguments) =>
        string.Concat((await client.CallToolAsync(tool, arguments)).Content.OfType<TextContentBlock>().Select(text => text.Text));
}

await stop.CancelAsync();
await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
Console.WriteLine($"inventory:       {string.Join(", ", inventory)}");
