using System.Text.Json.Serialization.Metadata;

namespace SealedSessions;

/// <summary>Makes payload formats.</summary>
public static class SessionPayload
{
    /// <summary>Claims as JSON by source-generated code: at most 16 levels deep, duplicate members refused.</summary>
    /// <typeparam name="TClaims">The claims.</typeparam>
    /// <param name="type">From a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>, for example <c>ShopJson.Default.ShopClaims</c>.</param>
    public static ISessionPayload<TClaims> Json<TClaims>(JsonTypeInfo<TClaims> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new JsonSessionPayload<TClaims>(type);
    }
}
