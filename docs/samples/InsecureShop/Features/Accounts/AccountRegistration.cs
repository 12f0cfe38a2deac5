using Microsoft.AspNetCore.Identity;

namespace InsecureShop.Features.Accounts;

public static class AccountRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IPasswordHasher<ShopUser>, PasswordHasher<ShopUser>>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<RememberMe>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<SignOnTokens>();
        services.AddSingleton<SignInService>();
        return services;
    }
}
