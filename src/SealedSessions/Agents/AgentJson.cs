using System.Text.Json.Serialization;

namespace SealedSessions;

[JsonSerializable(typeof(AgentClaims))]
internal sealed partial class AgentJson : JsonSerializerContext;
