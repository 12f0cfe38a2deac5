namespace SealedShop.Features.Accounts;

public sealed class MemoryAccounts : IAccountStore
{
    private readonly Lock _writing = new();
    private volatile IReadOnlyList<ShopUser> _all = KnownAccounts.All;

    public Task<IReadOnlyList<ShopUser>> AllAsync() => Task.FromResult(_all);

    public Task<ShopUser?> FindAsync(string id) => Task.FromResult(_all.FirstOrDefault(user => user.Id == id));

    public Task<ShopUser?> FindByEmailAsync(string email) =>
        Task.FromResult(_all.FirstOrDefault(user => user.Email.Equals(email, StringComparison.OrdinalIgnoreCase)));

    public Task<bool> UpdateAsync(ShopUser user)
    {
        lock (_writing)
        {
            if (_all.Any(other => other.Id != user.Id && other.Email.Equals(user.Email, StringComparison.OrdinalIgnoreCase)))
            {
                return Task.FromResult(false);
            }

            _all = [.. _all.Select(known => known.Id == user.Id ? user : known)];
            return Task.FromResult(true);
        }
    }
}
