using System.Text.Json.Serialization;

namespace SealedSessions.Tests.Sealing;

[JsonSerializable(typeof(OddClaims))]
internal sealed partial class OddJson : JsonSerializerContext;
