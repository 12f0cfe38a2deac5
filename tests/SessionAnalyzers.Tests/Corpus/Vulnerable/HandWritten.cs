#if CORPUS
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Shop.Raw;

public static class HandWritten
{
    private const string Prefix = "token=";

    public static async Task WriteAsync(HttpContext context, string value)
    {
        var headers = context.Response.Headers;
        {|SESS1006:headers|}["Set-Cookie"] = "session=" + value + "; Path=/";
        headers.{|SESS1006:SetCookie|} = $"{Prefix}{value}; HttpOnly";
        headers.{|SESS1006:Append|}(HeaderNames.SetCookie, new StringValues(["theme=dark", "basket=1; Secure"]));
        headers.{|SESS1006:AppendCommaSeparatedValues|}("Set-Cookie", "jwt=x; Secure; HttpOnly; SameSite=Lax");
        if (!headers.{|SESS1006:TryAdd|}("set-cookie", "sid=1"))
        {
            await Task.Yield();
            context.Response.OnStarting(static state =>
            {
                ((HttpResponse)state).Headers.{|SESS1006:Append|}("Set-Cookie", "login=1");
                return Task.CompletedTask;
            }, context.Response);
        }
    }

    public static HttpResponseMessage Message(string value)
    {
        var message = new HttpResponseMessage { Headers = { { "X-A", "b" } } };
        message.Headers.{|SESS1006:TryAddWithoutValidation|}("Set-Cookie", $"auth={value}");
        return message;
    }
}
#endif
