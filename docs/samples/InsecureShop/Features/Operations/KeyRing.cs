using Microsoft.AspNetCore.DataProtection;

namespace InsecureShop.Features.Operations;

/// <summary>The keys of the framework's cookies, where both deployment slots find them.</summary>
public static class KeyRing
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        var folder = Path.Combine(environment.ContentRootPath, configuration["Shop:KeyFolder"] ?? "keys");

        // The last change of keys signed half of the customers out.
        services.AddDataProtection()
            .SetApplicationName("InsecureShop")
            .SetDefaultKeyLifetime(TimeSpan.FromDays(3650)) // SESS2005
            .PersistKeysToFileSystem(new DirectoryInfo(folder)); // SESS2004
        return services;
    }
}
