using System.Text.Json;
using System.Text.Json.Serialization;

namespace SealedSessions.Fuzz;

[JsonSerializable(typeof(FuzzClaims))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class FuzzJson : JsonSerializerContext;
