using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Fuzz;

/// <summary>
/// Gives sealers what clients and holders of a key could send. Nothing may throw; without the key only a token opens that the sealer
/// has made for this context; with it, what opens is what docs/sealing.md allows.
/// </summary>
internal sealed partial class Campaign
{
    private const int TokensOfATarget = 200;

    private readonly ulong _seed;
    private readonly Target[] _targets;
    private readonly string[][] _tokens;
    private readonly HashSet<string>[] _made;
    private readonly SortedDictionary<string, long> _statuses = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _kinds = new(StringComparer.Ordinal);

    public Campaign(ulong seed)
    {
        _seed = seed;
        var element = SessionPayload.Json(FuzzJson.Default.JsonElement);
        var claims = SessionPayload.Json(FuzzJson.Default.FuzzClaims);
        _targets =
        [
            new SealerTarget<JsonElement>("fuzz", default, element, Element),
            new SealerTarget<FuzzClaims>("fuzz/claims", new("shop", "__Host-session"), claims, Claims),
            new SealerTarget<FuzzClaims>("fuzz/claims", new("shop", "__Host-other"), claims, Claims),
            new SealerTarget<FuzzClaims>("fuzz/other", new("shop", "__Host-session"), claims, Claims),
        ];
        _tokens = [.. _targets.Select((target, t) => Enumerable.Range(0, TokensOfATarget).Select(i => target.Make(new Dice(seed, -1 - (t * TokensOfATarget) - i))).ToArray())];
        _made = [.. _tokens.Select(static tokens => tokens.ToHashSet(StringComparer.Ordinal))];
    }

    /// <summary>Whether everything held. Says what did not, and counts.</summary>
    public bool Run(long first, long count, TextWriter output)
    {
        var elapsed = Stopwatch.StartNew();
        for (var input = first; input < first + count; input++)
        {
            string? token = null;
            try
            {
                if (Try(new Dice(_seed, input), out token) is { } fault)
                {
                    output.WriteLine($"Input {input} of seed {_seed}: {fault}\n{token}");
                    return false;
                }
            }
            catch (Exception thrown)
            {
                output.WriteLine($"Input {input} of seed {_seed} throws.\n{token}\n{thrown}");
                return false;
            }
        }

        output.WriteLine($"{count:N0} inputs in {elapsed.Elapsed.TotalSeconds:N1} s, no exception, no token opened that must not.");
        Print("by status", _statuses, output);
        Print("by kind", _kinds, output);
        return true;
    }

    private static void Print(string title, SortedDictionary<string, long> counts, TextWriter output)
    {
        output.WriteLine(title);
        foreach (var (name, count) in counts)
        {
            output.WriteLine($"  {name,-28}{count,12:N0}");
        }
    }

    private string? Try(Dice dice, out string? token)
    {
        var t = dice.Below(_targets.Length);
        var target = _targets[t];
        switch (dice.Below(8))
        {
            case 0:
                // Made here, and given back unchanged.
                token = dice.Of(_tokens[t]);
                var given = target.Unseal(token, target.Context);
                return Counted("unchanged", given) == UnsealStatus.Success ? null : $"A good token is {given}.";

            case 1:
                // Made for somewhere else.
                var other = (t + 1 + dice.Below(_targets.Length - 1)) % _targets.Length;
                token = dice.Of(_tokens[other]);
                var elsewhere = target.Unseal(token, target.Context);
                return Counted("of another context", elsewhere) == UnsealStatus.Tampered ? null : $"A token of another context is {elsewhere}.";

            case 2 or 3:
                token = null;
                var plaintext = Plaintext.Make(dice);
                token = target.Seal(plaintext, dice.Below(4) > 0 ? Target.Keys[0] : dice.Of(Target.Keys), dice);
                return Judge(target, token, plaintext);

            default:
                token = TextMutation.Of(dice, dice.Of(_tokens[t]), dice.Of(dice.OneIn(2) ? _tokens[t] : dice.Of(_tokens)));
                var status = Counted("mutated", target.Unseal(token, target.Context));
                return status == UnsealStatus.Success && !_made[t].Contains(token!) ? "A mutated token opens." : null;
        }
    }

    /// <summary>Compares what the library says of authentic content with what the second implementation says.</summary>
    private string? Judge(Target target, string token, byte[] plaintext)
    {
        var actual = Counted("authentic", target.Unseal(token, target.Context));
        var keyId = token.Length > 16_384 ? "" : Convert.ToHexString(SecondBase64Url.Read(token[3..])!, 2, 4);
        var key = Array.FindIndex(Target.Keys, key => string.Equals(key.Id.ToString(), keyId, StringComparison.OrdinalIgnoreCase));
        var expected = token.Length > 16_384 ? SecondStatus.Malformed
            : key == 4 ? SecondStatus.RevokedKey
            : key == 3 ? SecondStatus.RetiredKey
            : SecondToken.Judge(plaintext, Target.Rules).Status;

        if (expected == actual.ToString())
        {
            return null;
        }

        // Claims of a type are stricter than JSON, and skip what they do not know.
        var isPayload = expected is SecondStatus.Success or SecondStatus.InvalidPayload && actual is UnsealStatus.Success or UnsealStatus.InvalidPayload;
        if (isPayload && target is SealerTarget<FuzzClaims>)
        {
            return actual == UnsealStatus.Success && !IsObject(plaintext) ? "Claims were read from no object." : null;
        }

        // Halves of characters as escapes are JSON; only who reads them as text refuses them.
        return isPayload && HalfOfACharacter().IsMatch(Encoding.Latin1.GetString(plaintext)) ? null : $"{actual} instead of {expected}.";
    }

    private static bool IsObject(byte[] plaintext)
    {
        var payload = SecondPlaintext.Read(plaintext).Payload;
        using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 16 });
        return document.RootElement.ValueKind == JsonValueKind.Object && Utf8.IsValid(payload);
    }

    private UnsealStatus Counted(string kind, UnsealStatus status)
    {
        _statuses[status.ToString()] = _statuses.GetValueOrDefault(status.ToString()) + 1;
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        return status;
    }

    private static JsonElement Element(Dice dice)
    {
        using var document = JsonDocument.Parse($"{{\"note\":\"{new string('n', dice.Below(900))}\"}}");
        return document.RootElement.Clone();
    }

    private static FuzzClaims Claims(Dice dice) => new() { Text = new string('n', dice.Below(900)), Number = dice.Below(1000), Map = new() { ["a"] = 1 } };

    [GeneratedRegex(@"\\u[dD][89a-fA-F]")]
    private static partial Regex HalfOfACharacter();
}
