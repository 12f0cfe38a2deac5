using System.Text.Json.Serialization;

namespace Benchmarks.Sealing;

/// <summary>JSON of the claims by source-generated code.</summary>
[JsonSerializable(typeof(ShopClaims))]
internal sealed partial class ShopJson : JsonSerializerContext;
