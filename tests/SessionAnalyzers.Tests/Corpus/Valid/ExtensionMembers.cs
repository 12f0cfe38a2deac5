#if CORPUS
namespace Shop.Members;

public static class CookieExtensionMembers
{
    extension(CookieOptions options)
    {
        public static CookieOptions Hardened => new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax };

        public bool IsHardened => options is { Secure: true, HttpOnly: true, SameSite: SameSiteMode.Lax or SameSiteMode.Strict };

        public CookieOptions Harden()
        {
            options.Secure = true;
            options.HttpOnly = true;
            options.SameSite = SameSiteMode.Lax;
            return options;
        }
    }

    extension(HttpResponse response)
    {
        public void Keep(string name, string value) => response.Cookies.Append(name, value, CookieOptions.Hardened);

        public void SignIn(string id)
        {
            response.Cookies.Append("session", id, new CookieOptions().Harden());
            response.Keep("refresh_token", id);
        }
    }
}

public class Profile
{
    public string? Name { get; set => field = value?.Trim(); }

    public CookieOptions? Options { get; set; }

    public static void Clear(Profile? profile) => profile?.Options?.Secure = true;
}
#endif
