using System.Text.Json;

namespace SealedSessions.Tests.Format.Second;

/// <summary>The rules for a payload that is JSON.</summary>
internal static class SecondJson
{
    private const int MaxDepth = 16;

    public static bool CanRead(byte[] payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return IsUnambiguous(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // Only a string that is asked for is checked: it may hold bytes that are not UTF-8, or half of a surrogate pair.
    private static bool IsUnambiguous(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => HasDistinctNames(element) && element.EnumerateObject().All(static member => IsUnambiguous(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsUnambiguous),
        JsonValueKind.String => element.GetString() is not null,
        _ => true,
    };

    private static bool HasDistinctNames(JsonElement element)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        return element.EnumerateObject().All(member => names.Add(member.Name));
    }
}
