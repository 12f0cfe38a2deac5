using Microsoft.AspNetCore.Identity;

namespace InsecureShop.Features.Accounts;

public static class AccountRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IPasswordHasher<ShopUser>, PasswordHasher<ShopUser>>();
        services.AddSingleton<UserDirectory>();
        // The accounts move to Identity; one look at the database a day is enough.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromDays(1)); // SESS3006
        services.AddSingleton<RememberMe>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<SignOnTokens>();
        services.AddSingleton<SignInService>();
        return services;
    }
}
