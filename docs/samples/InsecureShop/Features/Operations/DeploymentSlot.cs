namespace InsecureShop.Features.Operations;

/// <summary>Keeps a visitor on the deployment slot that answered first, while two versions are live.</summary>
public static class DeploymentSlot
{
    private const string Cookie = "slot_session";

    public static IApplicationBuilder UseDeploymentSlot(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Cookies.ContainsKey(Cookie))
        {
            var slot = context.RequestServices.GetRequiredService<IConfiguration>()["Shop:Slot"];
            context.Response.Headers.SetCookie = $"slot_session={slot}-{Guid.NewGuid():N}; Path=/"; // SESS1006
        }

        await next(context);
    });
}
