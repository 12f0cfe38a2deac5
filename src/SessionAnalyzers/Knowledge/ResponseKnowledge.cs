using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Knowledge;

/// <summary>A call that sends text to the client.</summary>
/// <param name="Type">Metadata name of the type that declares it.</param>
/// <param name="Method">Name.</param>
/// <param name="Display">What messages call it.</param>
internal sealed record ResponseCall(string Type, string Method, string Display);

/// <summary>Ways to the client. Checked against the real assemblies by ResponseKnowledgeTests.</summary>
internal static class ResponseKnowledge
{
    private const string Cookie = "a cookie";
    private const string Url = "a URL";
    private const string Body = "the response";

    public static readonly ImmutableArray<ResponseCall> Calls = ImmutableArray.Create<ResponseCall>([
        .. CookieKnowledge.Sinks.Where(static row => row.Value is not null).Select(static row => new ResponseCall(row.Type, row.Method, Cookie)),
        new("Microsoft.AspNetCore.Http.HttpResponse", "Redirect", Url),
        new("Microsoft.AspNetCore.Mvc.ControllerBase", "Redirect", Url),
        new("Microsoft.AspNetCore.Mvc.ControllerBase", "LocalRedirect", Url),
        new("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "Redirect", Url),
        new("Microsoft.AspNetCore.Http.Results", "Redirect", Url),
        new("Microsoft.AspNetCore.Http.Results", "LocalRedirect", Url),
        new("Microsoft.AspNetCore.Http.TypedResults", "Redirect", Url),
        new("Microsoft.AspNetCore.WebUtilities.QueryHelpers", "AddQueryString", Url),
        new("Microsoft.AspNetCore.Http.HttpResponseWritingExtensions", "WriteAsync", Body),
        new("Microsoft.AspNetCore.Mvc.ControllerBase", "Ok", Body),
        new("Microsoft.AspNetCore.Mvc.ControllerBase", "Content", Body),
        new("Microsoft.AspNetCore.Mvc.Controller", "Json", Body),
        new("Microsoft.AspNetCore.Http.Results", "Ok", Body),
        new("Microsoft.AspNetCore.Http.Results", "Json", Body),
        new("Microsoft.AspNetCore.Http.Results", "Text", Body),
        new("Microsoft.AspNetCore.Http.Results", "Content", Body),
        new("Microsoft.AspNetCore.Http.TypedResults", "Ok", Body),
        new("Microsoft.AspNetCore.Http.TypedResults", "Json", Body),
        new("Microsoft.AspNetCore.Http.TypedResults", "Text", Body),
    ]);

    /// <summary>Their names.</summary>
    public static readonly ImmutableHashSet<string> Methods = Calls.Select(static row => row.Method).ToImmutableHashSet();

    /// <summary>The row of a method; null when it sends nothing.</summary>
    public static ResponseCall? Of(IMethodSymbol method) =>
        Calls.FirstOrDefault(row => row.Method == method.Name && KnownSymbols.IsOrInherits(method.ContainingType, row.Type));
}
