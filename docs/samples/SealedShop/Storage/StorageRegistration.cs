using Npgsql;
using SealedShop.Features.Accounts;
using SealedShop.Features.Baskets;
using SealedShop.Features.Catalogue;
using SealedShop.Features.Checkout;
using SealedShop.Features.Operations;
using SealedShop.Sessions;

namespace SealedShop.Storage;

/// <summary>Where the shop keeps what it knows: in memory, or in PostgreSQL where there is a connection string.</summary>
public static class StorageRegistration
{
    public static string? ShopConnection(this IConfiguration configuration) =>
        configuration.GetConnectionString("Shop") is { Length: > 0 } connection ? connection : null;

    public static IServiceCollection AddShopStorage(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.ShopConnection() is not { } connection)
        {
            return services
                .AddSingleton<IAccountStore, MemoryAccounts>()
                .AddSingleton<ISessionList, MemorySessionList>()
                .AddSingleton<IBasketStore, MemoryBaskets>()
                .AddSingleton<IWishlists, MemoryWishlists>()
                .AddSingleton<IOrderBook, MemoryOrders>()
                .AddSingleton<IAuditTrail, MemoryAuditTrail>();
        }

        return services
            .AddSingleton(_ => NpgsqlDataSource.Create(connection))
            .AddSingleton<ShopDatabase>()
            .AddSingleton<IAccountStore, PostgresAccounts>()
            .AddSingleton<ISessionList, PostgresSessionList>()
            .AddSingleton<IBasketStore, PostgresBaskets>()
            .AddSingleton<IWishlists, PostgresWishlists>()
            .AddSingleton<IOrderBook, PostgresOrders>()
            .AddSingleton<IAuditTrail, PostgresAuditTrail>();
    }

    /// <summary>Makes tables and accounts before the first request and before the keys are read.</summary>
    public static async Task PrepareStorageAsync(this WebApplication app)
    {
        if (app.Services.GetService<ShopDatabase>() is { } database)
        {
            await database.CreateTablesAsync();
            foreach (var account in KnownAccounts.All)
            {
                await database.ExecuteAsync(
                    "INSERT INTO shop.account (id, name, email, password_hash, role) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                    account.Id, account.Name, account.Email, account.PasswordHash, account.Role);
            }
        }
    }
}
