using SealedShop.Features.Baskets;
using SealedShop.Features.Catalogue;

namespace SealedShop.Features.Agents;

/// <summary>What an assistant sends to a tool.</summary>
public sealed record ToolInput(string? Query = null, string? ProductId = null, int Quantity = 1);

/// <summary>
/// What an assistant can do for a customer. There is no tool to check out: that takes the customer's password. Whose basket is meant comes
/// from the session and never from what the assistant sends.
/// </summary>
public sealed class AgentTools(ProductCatalogue catalogue, BasketService baskets)
{
    public const string SearchProducts = "search_products";
    public const string AddToBasket = "add_to_basket";

    /// <summary>What a customer can approve.</summary>
    public static readonly IReadOnlyList<string> Offered = [SearchProducts, AddToBasket];

    /// <summary>Runs a tool that has just been authorized.</summary>
    public async Task<IResult> RunAsync(string tool, string customer, ToolInput input) => tool switch
    {
        SearchProducts => Results.Ok(catalogue.Search(input.Query)),
        AddToBasket when await baskets.AddAsync(customer, input.ProductId ?? "", input.Quantity) => Results.Ok(await baskets.LinesAsync(customer)),
        _ => Results.NotFound(),
    };
}
