using System.Globalization;
using System.Text.Json.Nodes;

namespace SealedSessions.Tests.Format.Second;

/// <summary>One row of known-tokens.json: what goes in, what is worked out on the way, and the token.</summary>
internal sealed record KnownToken(string Name, SecondParameters Parameters, SecondSession Session)
{
    public static KnownToken Read(JsonNode row) => new(
        row["name"]!.GetValue<string>(),
        new()
        {
            MasterKey = Bytes(row, "masterKey")!,
            Purpose = Text(row, "purpose"),
            Audience = Text(row, "audience"),
            CookieName = Text(row, "cookieName"),
            Schema = Text(row, "schema"),
            Nonce = Bytes(row, "nonce")!,
        },
        new()
        {
            SessionId = Bytes(row, "sessionId")!,
            Generation = (uint)Number(row, "generation"),
            AuthenticatedAt = Number(row, "authenticatedAt"),
            IssuedAt = Number(row, "issuedAt"),
            ExpiresAt = Number(row, "expiresAt"),
            IdleSeconds = (uint)Number(row, "idleSeconds"),
            Epoch = (uint)Number(row, "epoch"),
            Subject = Text(row, "subject"),
            BindingKind = Bytes(row, "bindingKind")?[0],
            BindingBytes = Bytes(row, "bindingBytes"),
            ClientContext = Bytes(row, "clientContext"),
            Payload = Bytes(row, "payload")!,
        });

    /// <summary>Whatever a reader takes, also what no sealer writes.</summary>
    public string Seal() => SecondToken.Seal(SecondPlaintext.Write(Session), Parameters);

    public JsonObject Write()
    {
        var keyId = Parameters.KeyId();
        return new()
        {
            ["name"] = Name,
            ["masterKey"] = Hex(Parameters.MasterKey),
            ["purpose"] = Hex(Parameters.Purpose),
            ["audience"] = Hex(Parameters.Audience),
            ["cookieName"] = Hex(Parameters.CookieName),
            ["schema"] = Hex(Parameters.Schema),
            ["nonce"] = Hex(Parameters.Nonce),
            ["sessionId"] = Hex(Session.SessionId),
            ["generation"] = Hex(Session.Generation, 4),
            ["authenticatedAt"] = Hex(Session.AuthenticatedAt, 6),
            ["issuedAt"] = Hex(Session.IssuedAt, 6),
            ["expiresAt"] = Hex(Session.ExpiresAt, 6),
            ["idleSeconds"] = Hex(Session.IdleSeconds, 4),
            ["epoch"] = Hex(Session.Epoch, 4),
            ["subject"] = Hex(Session.Subject),
            ["bindingKind"] = Session.BindingKind is { } kind ? Hex([kind]) : null,
            ["bindingBytes"] = Session.BindingBytes is { } binding ? Hex(binding) : null,
            ["clientContext"] = Session.ClientContext is { } context ? Hex(context) : null,
            ["payload"] = Hex(Session.Payload),
            ["keyId"] = Hex(keyId),
            ["sealingKey"] = Hex(Parameters.SealingKey()),
            ["associatedData"] = Hex(Parameters.AssociatedData(version: 1, flags: 0, keyId)),
            ["plaintextBeforePayload"] = Hex(SecondPlaintext.Head(Session)),
            ["token"] = Seal(),
        };
    }

    private static byte[]? Bytes(JsonNode row, string name) =>
        row[name]?.GetValue<string>() is { } hex ? Convert.FromHexString(hex) : null;

    private static string Text(JsonNode row, string name) => SecondText.Read(Bytes(row, name)!);

    private static long Number(JsonNode row, string name) =>
        long.Parse(row[name]!.GetValue<string>(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(static value => $"{value:x2}"));

    private static string Hex(string text) => Hex(SecondText.Bytes(text));

    private static string Hex(long number, int width) => Hex(new SecondRecordWriter().Number(number, width).ToArray());
}
