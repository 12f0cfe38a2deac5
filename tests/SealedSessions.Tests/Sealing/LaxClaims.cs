using System.Text.Json;
using System.Text.Json.Serialization;

namespace SealedSessions.Tests.Sealing;

/// <summary>Claims whose reader throws what the framework does not, and whose writer uses the library.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record LaxClaims(string Text)
{
    /// <summary>Runs while claims are written.</summary>
    public static Action? Writing { get; set; }

    internal sealed class Converter : JsonConverter<LaxClaims>
    {
        public override LaxClaims Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()! switch
        {
            "key" => throw new KeyNotFoundException(),
            "time" => throw new TimeoutException(),
            "index" and var text => new($"{text.ToArray()[99]}"),
            var text => new(text),
        };

        public override void Write(Utf8JsonWriter writer, LaxClaims value, JsonSerializerOptions options)
        {
            Writing?.Invoke();
            writer.WriteStringValue(value.Text);
        }
    }
}
