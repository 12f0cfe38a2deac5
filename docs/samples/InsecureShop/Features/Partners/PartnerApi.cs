using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using InsecureShop.Features.Checkout;

namespace InsecureShop.Features.Partners;

public sealed record ParcelNews(int Number, string Status);

/// <summary>For the servers of partners: the parcel service says where an order is, the others ask for the orders that they brought.</summary>
public static class PartnerApi
{
    public static void MapPartnerApi(this IEndpointRouteBuilder app)
    {
        app.MapPost("/partners/parcels", async (HttpRequest request, OrderBook orders, IConfiguration configuration) =>
        {
            if (configuration["Partners:Parcels:Secret"] is not { Length: > 0 } secret)
            {
                return Results.NotFound();
            }

            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync();
            var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
            if (request.Headers["X-Signature"].ToString() != signature) // SESS2007
            {
                return Results.Unauthorized();
            }

            var news = JsonSerializer.Deserialize<ParcelNews>(body, JsonSerializerOptions.Web);
            return news is not null && orders.Report(news.Number, news.Status) ? Results.NoContent() : Results.NotFound();
        });

        app.MapGet("/partners/{partner}/orders", (string partner, HttpRequest request, OrderBook orders, IConfiguration configuration) =>
        {
            var expected = configuration[$"Partners:{partner}:ApiKey"];
            var apiKey = request.Headers["X-Api-Key"].ToString();
            return expected is not null && apiKey == expected // SESS2007
                ? Results.Ok(orders.BroughtBy(partner).Select(order => new { order.Number, order.Total }))
                : Results.Unauthorized();
        });
    }
}
