#if CORPUS
#nullable disable
using System.Runtime.CompilerServices;

namespace Odd;

public static unsafe class OddSyntax
{
    private static readonly object s_gate = new();
    private static int s_count;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write(HttpContext context, string value, int attempts)
    {
        var @options = new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax };
        start:
        if (attempts-- > 0 && checked(s_count + 1) < int.MaxValue)
        {
            goto start;
        }

        lock (s_gate)
        {
            s_count++;
        }

        Span<byte> buffer = stackalloc byte[16];
        fixed (byte* first = buffer)
        {
            *first = unchecked((byte)attempts);
            for (var p = first; p < first + 16; p++) { *p ^= 0x5A; }
        }

        do
        {
            switch (value)
            {
                case { Length: > 10 } and not "anonymous" when attempts < 0:
                    context.Response.Cookies.Append("session", value, @options);
                    goto default;
                case "a" or "b":
                case null:
                    break;
                default:
                    context.Response.Cookies.Append("session", value ?? throw new ArgumentNullException(nameof(value)), @options);
                    break;
            }
        }
        while (attempts > 0);

        Func<int, Func<int, Action<CookieOptions>>> nested = x => y => z => { z.MaxAge = TimeSpan.FromSeconds(x * y); };
        nested(1)(2)(@options);
        (var left, (_, var right)) = (1, (2, 3));
        var tuple = (left, right, Options: new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict });
        context.Response.Cookies.Append("auth", value, tuple.Options);
        try
        {
            using var stream = new MemoryStream();
            stream.WriteByte(checked((byte)left));
        }
        catch (Exception exception) when (exception is OverflowException { Message: not "" })
        {
            throw;
        }
        finally
        {
            context.Response.Cookies.Delete("auth");
        }

        int Local(int n) => n switch { 0 => 1, < 0 => Local(-n), _ => n * Local(n - 1) };
        _ = Local(attempts) is var result && result is >= 0 and <= 100 or int.MaxValue;
        __arglist_free();

        static void __arglist_free() { }
    }

    public static ref int Count => ref s_count;

    public static delegate*<int, int> Pointer => &Twice;

    private static int Twice(int value) => value << 1 >>> 0;
}
#endif
