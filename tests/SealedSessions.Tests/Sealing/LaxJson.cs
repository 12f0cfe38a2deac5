using System.Text.Json;
using System.Text.Json.Serialization;

namespace SealedSessions.Tests.Sealing;

[JsonSourceGenerationOptions(
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    WriteIndented = true,
    MaxDepth = 64,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LaxClaims))]
[JsonSerializable(typeof(ShopClaims))]
internal sealed partial class LaxJson : JsonSerializerContext;
