#if CORPUS
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Shop.Web
{
    public partial class Startup
    {
        private readonly IConfiguration _configuration;
        private readonly IWebHostEnvironment _environment;

        public Startup(IConfiguration configuration, IWebHostEnvironment environment)
        {
            _configuration = configuration;
            _environment = environment;
        }

        public void ConfigureServices(IServiceCollection services)
        {
            if (_environment.IsDevelopment())
            {
                services.AddDistributedMemoryCache();
            }

            services.AddSession();
            services.AddOptions<SessionOptions>().Configure<IHostEnvironment>((options, environment) =>
                options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);
            services.AddAntiforgery(options => { });
            services.PostConfigureAll<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
            services.AddIdentity<IdentityUser, IdentityRole>();
            services.ConfigureApplicationCookie(ConfigureIdentityCookie);
            services.AddAuthentication().AddCookie("Partner", options => _configuration.GetSection("Partner").Bind(options));
            services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, EveryCookie>();
            AddMore(services);
        }

        public void Configure(IApplicationBuilder app)
        {
            if (_environment.IsDevelopment())
            {
                app.UseDeveloperExceptionPage();
            }

            app.UseRouting();
            app.UseSession();
            UseMore(app);
        }

        partial void AddMore(IServiceCollection services);

        partial void UseMore(IApplicationBuilder app);

        private sealed class EveryCookie : IPostConfigureOptions<CookieAuthenticationOptions>
        {
            public void PostConfigure(string? name, CookieAuthenticationOptions options)
            {
                switch (name)
                {
                    case null:
                    case "":
                        break;
                    default:
                        options.ExpireTimeSpan = TimeSpan.FromHours(1);
                        options.SlidingExpiration = false;
                        break;
                }
            }
        }
    }

    public partial class Startup
    {
        partial void AddMore(IServiceCollection services) => services.AddMvc().AddCookieTempDataProvider(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);

        private static void ConfigureIdentityCookie(CookieAuthenticationOptions options)
        {
            options.LoginPath = "/sign-in";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        }
    }
}
#endif
