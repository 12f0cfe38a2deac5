using System.Text.Json;
using System.Text.Json.Serialization;

namespace SealedSessions.Tests;

[JsonSerializable(typeof(ShopClaims))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ShopJson : JsonSerializerContext;
