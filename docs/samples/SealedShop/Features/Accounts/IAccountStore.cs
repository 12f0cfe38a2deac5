namespace SealedShop.Features.Accounts;

/// <summary>Where the accounts are kept.</summary>
public interface IAccountStore
{
    Task<IReadOnlyList<ShopUser>> AllAsync();

    Task<ShopUser?> FindAsync(string id);

    Task<ShopUser?> FindByEmailAsync(string email);

    /// <summary>Writes an account. False where another one has the e-mail address.</summary>
    Task<bool> UpdateAsync(ShopUser user);
}
