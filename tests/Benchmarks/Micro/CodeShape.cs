namespace Benchmarks.Micro;

/// <summary>A way in which code can be large; twice the size should take no more than twice the time.</summary>
public enum CodeShape
{
    /// <summary>Code of no interest to the rules.</summary>
    NoCookies,

    /// <summary>Cookies written one after another in one method.</summary>
    Writes,

    /// <summary>Cookies written in branches of one method.</summary>
    Branches,

    /// <summary>Endpoints, each a lambda of one program.</summary>
    Endpoints,

    /// <summary>Calls to one method that writes the cookie.</summary>
    Wrapped,

    /// <summary>Cookies whose names and flags are fields.</summary>
    Fields,

    /// <summary>One cookie's options written again and again.</summary>
    Rewrites,

    /// <summary>Literal keys given to message authentication codes, one after another in one method.</summary>
    Keys,

    /// <summary>The same, each in a method of its own with a field of its own.</summary>
    KeyFields,

    /// <summary>The same, with keys that a helper decodes.</summary>
    KeyHelpers,

    /// <summary>Keys that nobody knows, in branches of one method.</summary>
    KeyBranches,

    /// <summary>Methods that each unseal a session and decide by it.</summary>
    Decisions,

    /// <summary>One method that unseals a session and decides by it in branches: seven lines each.</summary>
    DecisionBranches,
}

/// <summary>Writes code of a shape.</summary>
internal static class CodeGenerator
{
    public static string Write(CodeShape shape, int size) => shape switch
    {
        CodeShape.NoCookies => Class($"public string Text(int key) {{ var text = \"\"; {Repeat(size, "text = string.Concat(text, key.ToString());")} return text; }}", size, "int _number{0} = {0};"),
        CodeShape.Writes => Class($"public void Send(IResponseCookies cookies, string token) {{ {Repeat(size, "cookies.Append(\"session-{0}\", token, new CookieOptions {{ HttpOnly = true, SameSite = SameSiteMode.Lax }});")} }}"),
        CodeShape.Branches => Class($"public void Send(IResponseCookies cookies, string token, int kind) {{ var options = new CookieOptions(); {Repeat(size, "if (kind == {0}) {{ options.HttpOnly = true; cookies.Append(\"session-{0}\", token, options); }}")} }}"),
        CodeShape.Endpoints => "using Microsoft.AspNetCore.Builder;\nusing Microsoft.AspNetCore.Http;\nvar app = WebApplication.Create(args);\n"
            + Repeat(size, "app.MapGet(\"/{0}\", (HttpContext context) => context.Response.Cookies.Append(\"session-{0}\", context.TraceIdentifier));") + "\napp.Run();\n",
        CodeShape.Wrapped => Class($"void Send(IResponseCookies cookies, string name, string token, bool secure) {{ cookies.Append(name, token, new CookieOptions {{ Secure = secure }}); }}\npublic void SendAll(IResponseCookies cookies, string token) {{ {Repeat(size, "Send(cookies, \"session-{0}\", token, false);")} }}"),
        CodeShape.Fields => Class($"{Repeat(size, "public void Send{0}(IResponseCookies cookies, string token) => cookies.Append(_name{0}, token, new CookieOptions {{ Secure = _secure{0} }});")}", size, "private readonly string _name{0} = \"session-{0}\";\nprivate readonly bool _secure{0} = {0} < 0;"),
        CodeShape.Keys => KeyClass($"public void Sign(byte[] data) {{ {Repeat(size, "HMACSHA256.HashData(Encoding.UTF8.GetBytes(\"key-{0}\"), data);")} }}"),
        CodeShape.KeyFields => KeyClass(Repeat(size, "private static readonly byte[] _key{0} = Encoding.UTF8.GetBytes(\"key-{0}\");\npublic void Sign{0}(byte[] data) {{ HMACSHA256.HashData(_key{0}, data); }}")),
        CodeShape.KeyHelpers => KeyClass($"private static byte[] Decode(string text) => Convert.FromBase64String(text);\n{Repeat(size, "public void Sign{0}(byte[] data) {{ HMACSHA256.HashData(Decode(\"a2V5{0}\"), data); }}")}"),
        CodeShape.KeyBranches => KeyClass($"public void Sign(byte[] data, byte[] key, int kind) {{ {Repeat(size, "if (kind == {0}) {{ HMACSHA256.HashData(key, data); }}")} }}"),
        CodeShape.Decisions => SessionClass(Repeat(size, """
            public void Delete{0}()
            {{
                var session = Read();
                if (session.IsAdmin)
                {{
                    orders.Delete({0});
                }}
            }}
            """)),
        CodeShape.DecisionBranches => SessionClass($$"""
            public void Delete(int kind)
            {
                var session = Read();
                var subject = session.UserId;
            {{Repeat(size, """
                if (kind == {0} || session.Role == "role-{0}")
                {{
                    var owner{0} = subject + session.UserId;
                    subject = session.Role;
                    orders.Delete(owner{0});
                    kind++;
                }}
            """)}}
            }
            """),
        _ => Class($"public void Send(IResponseCookies cookies, string token) {{ var options = new CookieOptions(); {Repeat(size, "options.Path = \"/{0}\";")} cookies.Append(\"session\", token, options); }}"),
    };

    private static string SessionClass(string members) => $$"""
        using System.Text.Json;
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.Http;
        public sealed record Session(string UserId, string Role, bool IsAdmin);
        public interface IOrders { void Delete(int id); void Delete(string owner); }
        public sealed class Generated(IDataProtector protector, HttpContext http, IOrders orders)
        {
        private Session Read() => JsonSerializer.Deserialize<Session>(protector.Unprotect(http.Request.Cookies["session"]));
        {{members}}
        }
        """;

    private static string KeyClass(string members) => $"using System;\nusing System.Security.Cryptography;\nusing System.Text;\npublic sealed class Generated\n{{\n{members}\n}}\n";

    private static string Class(string members, int size = 0, string field = "") =>
        $"using Microsoft.AspNetCore.Http;\npublic sealed class Generated\n{{\n{Repeat(size, field)}\n{members}\n}}\n";

    private static string Repeat(int count, string format) => string.Join('\n', Enumerable.Range(0, count).Select(number => string.Format(null, format, number)));
}
