using System.Text.Json.Serialization;

namespace SealedSessions.AspNetCore.Tests;

[JsonSerializable(typeof(CartClaims))]
internal sealed partial class CartJson : JsonSerializerContext;
