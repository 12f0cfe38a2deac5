namespace Benchmarks.Sealing;

/// <summary>One way to seal a payload and to open it again.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Seal">Makes a token.</param>
/// <param name="Unseal">Opens one that was made before.</param>
/// <param name="Size">Of the token: characters, or bytes where it is no text.</param>
internal sealed record Contestant(string Name, Operation Seal, Operation Unseal, int Size)
{
    public IEnumerable<Operation> Operations => [Seal, Unseal];

    public static Contestant Of<TToken>(string name, Func<TToken> seal, Func<TToken, object?> unseal, Func<TToken, int> size)
    {
        var token = seal();
        _ = unseal(token) ?? throw new InvalidOperationException($"{name} does not open its own token.");
        return new(name, new Operation($"{name} seal", () => seal()), new Operation($"{name} unseal", () => unseal(token)), size(token));
    }
}
