#if !NET10_0_OR_GREATER
using System.Text.Json;

namespace SealedSessions;

/// <summary>Finds objects that name a member twice, which frameworks before .NET 10 accept.</summary>
internal static class JsonMembers
{
    public static bool HaveDuplicates(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek().Add(reader.GetString()!):
                    return true;
            }
        }

        return false;
    }
}
#endif
