namespace SealedShop.Tests.Running;

internal static class Http
{
    /// <summary>A client without cookies that knows the shop by its development certificate, or by the framework's where that is installed, and follows no redirect.</summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.Subject is "CN=SealedShop development" or "CN=localhost";
        return new HttpClient(handler);
    }
}
