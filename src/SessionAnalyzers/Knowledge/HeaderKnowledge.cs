namespace SessionAnalyzers.Knowledge;

/// <summary>A call that writes a response header given as text.</summary>
/// <param name="Type">Metadata name of the declaring type or interface.</param>
/// <param name="Method">Name.</param>
/// <param name="Header">The parameter with the header's name.</param>
/// <param name="Values">The parameter with its value or values.</param>
internal sealed record HeaderCall(string Type, string Method, string Header, string Values);

/// <summary>The ways to write a header by hand. Checked against the real assemblies by HeaderKnowledgeTests.</summary>
internal static class HeaderKnowledge
{
    public const string SetCookie = "Set-Cookie";

    public static readonly ImmutableArray<HeaderCall> Calls = ImmutableArray.Create<HeaderCall>([
        new(TypeNames.HeaderDictionaryExtensions, "Append", "key", "value"),
        new(TypeNames.HeaderDictionaryExtensions, "AppendCommaSeparatedValues", "key", "values"),
        new(TypeNames.HeaderDictionaryExtensions, "SetCommaSeparatedValues", "key", "values"),
        new(TypeNames.Dictionary, "Add", "key", "value"),
        new(TypeNames.CollectionExtensions, "TryAdd", "key", "value"),
        new(TypeNames.SystemWebResponse, "AddHeader", "name", "value"),
        new(TypeNames.SystemWebResponse, "AppendHeader", "name", "value"),
        new(TypeNames.SystemWebResponseBase, "AddHeader", "name", "value"),
        new(TypeNames.SystemWebResponseBase, "AppendHeader", "name", "value"),
        new(TypeNames.NameValueCollection, "Add", "name", "value"),
        new(TypeNames.NameValueCollection, "Set", "name", "value"),
        new(TypeNames.HttpHeaders, "Add", "name", "value"),
        new(TypeNames.HttpHeaders, "TryAddWithoutValidation", "name", "value"),
    ]);
}
