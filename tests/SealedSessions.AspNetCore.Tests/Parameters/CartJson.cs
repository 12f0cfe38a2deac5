using System.Text.Json.Serialization;

namespace SealedSessions.AspNetCore.Tests.Parameters;

[JsonSerializable(typeof(CartClaims))]
internal sealed partial class CartJson : JsonSerializerContext;
