namespace SealedSessions.Fuzz;

/// <summary>A sealer of one kind of claims.</summary>
internal sealed class SealerTarget<TClaims>(string purpose, SealContext context, ISessionPayload<TClaims> payload, Func<Dice, TClaims> claims) : Target(purpose, context)
{
    private readonly SessionSealer<TClaims> _sealer = new(
        new SealedSessionOptions<TClaims>
        {
            Purpose = purpose,
            Payload = payload,
            Lifetime = new() { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(30) },
            WhenRevocationsUnavailable = StoreFailureMode.FailClosed,
        },
        new FixedKeyRing(Ring()),
        Clock);

    public override string Make(Dice dice) => _sealer.Seal(
        new()
        {
            Subject = new string((char)('a' + dice.Below(26)), 1 + dice.Below(255)),
            Claims = claims(dice),
            Binding = dice.OneIn(3) ? SessionBinding.Custom(dice.Bytes(32)) : null,
            Client = dice.OneIn(3) ? ClientContext.From("browser", null) : null,
        },
        Context).Value;

    public override UnsealStatus Unseal(string? token, SealContext context) => _sealer.Unseal(token, context).Status;
}
