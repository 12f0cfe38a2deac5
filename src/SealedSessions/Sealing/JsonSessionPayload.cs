using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace SealedSessions;

/// <summary>Claims as JSON.</summary>
internal sealed class JsonSessionPayload<TClaims> : ISessionPayload<TClaims>
{
    private const int MaxDepth = 16;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    private readonly JsonTypeInfo<TClaims> _type;

    public JsonSessionPayload(JsonTypeInfo<TClaims> type)
    {
        var options = new JsonSerializerOptions(type.Options)
        {
            MaxDepth = MaxDepth,
            WriteIndented = false,
            AllowTrailingCommas = false,
            ReadCommentHandling = JsonCommentHandling.Disallow,
#if NET10_0_OR_GREATER
            AllowDuplicateProperties = false,
#endif
        };
        options.TypeInfoResolver ??= type.OriginatingResolver;
        _type = (JsonTypeInfo<TClaims>)options.GetTypeInfo(typeof(TClaims));
    }

    public void Write(IBufferWriter<byte> output, TClaims claims)
    {
        // Taken out while in use: a converter of the claims may seal something itself.
        var writer = t_writer ?? new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true, MaxDepth = MaxDepth });
        t_writer = null;
        writer.Reset(output);
        JsonSerializer.Serialize(writer, claims, _type);
        writer.Flush();
        writer.Reset(Stream.Null);
        t_writer = writer;
    }

    public bool TryRead(ReadOnlySpan<byte> payload, [MaybeNullWhen(false)] out TClaims claims)
    {
        claims = default;

        // The framework reads text that is not UTF-8 as long as nobody asks for it as a string.
        if (!Utf8.IsValid(payload))
        {
            return false;
        }

        try
        {
#if !NET10_0_OR_GREATER
            if (JsonMembers.HaveDuplicates(payload, MaxDepth))
            {
                return false;
            }
#endif
            claims = JsonSerializer.Deserialize(payload, _type);
            return claims is not null;
        }
        catch (Exception)
        {
            // Whatever a converter or the claims themselves throw: it is a payload that cannot be read.
            return false;
        }
    }
}
