using System.Text.Json.Serialization;

namespace SealedShop.Sessions;

/// <summary>What a visitor's browser carries for the shop, sealed. It signs nobody in.</summary>
/// <param name="Email">The address of a guest's last order, for the next one.</param>
/// <param name="Voucher">The voucher for the next order.</param>
public sealed record Visit(string? Email = null, string? Voucher = null);

[JsonSerializable(typeof(Visit))]
internal sealed partial class VisitJson : JsonSerializerContext;
