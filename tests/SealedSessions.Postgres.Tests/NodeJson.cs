using System.Text.Json.Serialization;

namespace SealedSessions.Postgres.Tests;

[JsonSerializable(typeof(NodeClaims))]
internal sealed partial class NodeJson : JsonSerializerContext;
