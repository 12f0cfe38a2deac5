using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SealedShop.Features.Accounts;

public static class AccountRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPasswordHasher<ShopUser>, PasswordHasher<ShopUser>>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<SignInService>();
        return services;
    }
}
