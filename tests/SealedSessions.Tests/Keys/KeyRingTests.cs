namespace SealedSessions.Tests.Keys;

public class KeyRingTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string First = SealingKey.Generate().ExportBase64();
    private static readonly string Second = SealingKey.Generate().ExportBase64();

    public static TheoryData<string, KeyRingEntry[], string, string> BadRings => new()
    {
        { "no key", [], "There is no sealing key", "openssl rand -base64 32" },
        { "no Active", [Entry(First, SealingKeyState.Staged)], "No sealing key is Active", "Set \"State\": \"Active\"" },
        { "two Active", [Entry(First), Entry(Second)], "2 sealing keys are Active", "set the older ones to \"Retired\"" },
        { "twice", [Entry(First), Entry(First, SealingKeyState.Staged)], "is in the ring twice", "Keep one entry" },
        { "Retired without end", [Entry(Second), Entry(First, SealingKeyState.Retired)], "has no end", "Set \"OpensUntil\"" },
        { "Revoked without key and id", [Entry(First), new() { State = SealingKeyState.Revoked }], "a Revoked key needs its \"Key\" or its \"Id\"", "\"Id\"" },
        { "without key", [Entry(First), new() { State = SealingKeyState.Staged, Id = "12345678" }], "the key is missing", "openssl rand -base64 32" },
        { "blank key", [Entry(First), Entry("  ", SealingKeyState.Staged)], "the key is missing", "openssl rand -base64 32" },
        { "wrong id", [Entry(First), new() { Key = Second, Id = "12345678" }], "the id 12345678 does not belong to the key", "Correct the id or leave it out" },
        { "no id", [Entry(First), new() { Key = Second, Id = "none" }], "the id is not 8 hexadecimal digits", "Leave it out" },
        { "unknown state", [Entry(First), Entry(Second, (SealingKeyState)7)], "the state 7 does not exist", "Staged, Active, Retired or Revoked" },
        { "bad key", [Entry(First), Entry("purple monkey dishwasher!", SealingKeyState.Staged)], "not 32 bytes in base64", "openssl rand -base64 32" },
    };

    [Theory]
    [MemberData(nameof(BadRings))]
    public void BadRing_IsRefusedWithCausePlaceAndRemedy(string name, KeyRingEntry[] entries, string cause, string remedy)
    {
        var refusal = Refusal(entries);

        Assert.Contains(cause, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(entries.Length > 1 && name != "two Active" ? "SealedSessions:Keys:1" : entries.Length > 1 ? "keys" : "SealedSessions:Keys", refusal.Message, StringComparison.Ordinal);
        Assert.All([First, Second, "purple monkey dishwasher!"], key => KeyMaterial.IsAbsent(key, refusal.ToString()));
    }

    [Fact]
    public void EveryBadRing_HasAMessageOfItsOwn() =>
        Assert.Equal(BadRings.Count - 1, BadRings.Select(static row => Refusal(row.Data.Item2).Message).Distinct().Count());

    [Fact]
    public void AllFaults_AreToldAtOnce()
    {
        var refusal = Refusal([Entry("short", SealingKeyState.Staged), Entry(First), Entry(Second), Entry(Second, SealingKeyState.Retired)]);

        Assert.Contains("SealedSessions:Keys:0", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("2 sealing keys are Active", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("SealedSessions:Keys:3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoActive_AreNamedByTheirIds()
    {
        var message = Refusal([Entry(First), Entry(Second)]).Message;

        Assert.Contains(IdOf(First).ToString(), message, StringComparison.Ordinal);
        Assert.Contains(IdOf(Second).ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ring_KnowsItsKeys()
    {
        var third = SealingKey.Generate();
        var ring = Create(
            Entry(First),
            Entry(Second, SealingKeyState.Staged),
            new() { Key = third.ExportBase64(), Id = third.Id.ToString().ToUpperInvariant(), State = SealingKeyState.Retired, OpensUntil = Now },
            new() { Id = "0a0b0c0d", State = SealingKeyState.Revoked });

        Assert.Equal(IdOf(First), ring.ActiveKeyId);
        Assert.Equal(4, ring.KeyIds.Count);
        Assert.Equal(SealingKeyState.Active, ring.StateOf(IdOf(First)));
        Assert.Equal(SealingKeyState.Staged, ring.StateOf(IdOf(Second)));
        Assert.Equal(SealingKeyState.Retired, ring.StateOf(third.Id));
        Assert.Equal(SealingKeyState.Revoked, ring.StateOf(SealingKeyId.Parse("0a0b0c0d")));
        Assert.Null(ring.StateOf(SealingKeyId.Parse("00000001")));
    }

    [Fact]
    public void RingOfOneKey_SealsWithIt()
    {
        var key = SealingKey.Generate();
        var ring = KeyRing.Of(key);

        Assert.Equal(key.Id, ring.ActiveKeyId);
        Assert.Equal([key.Id], ring.KeyIds);
        Assert.Throws<ArgumentNullException>(() => KeyRing.Of(null!));
        Assert.Throws<ArgumentNullException>(() => KeyRing.Create(null!));
        Assert.Throws<ArgumentNullException>(() => new FixedKeyRing(null!));
        Assert.Same(ring, new FixedKeyRing(ring).Current);
        Assert.False(((IKeyRing)new FixedKeyRing(ring)).TryRefreshFor(key.Id));
    }

    // Retired on the 1st, with sessions of 8 hours at most.
    [Theory]
    [InlineData(false, 8, 24, 24)]
    [InlineData(true, 8, 24, 8)]
    [InlineData(true, 8, 4, 4)]
    [InlineData(true, 0, 24, 24)]
    public void RetiredKey_IsSafeToDeleteAfterItsLastTokenHasEnded(bool retirementIsKnown, int longest, int opensFor, int expected)
    {
        KeyRingOptions options = new() { LongestLifetime = TimeSpan.FromHours(longest) };
        options.Keys.Add(Entry(First));
        options.Keys.Add(new() { Key = Second, State = SealingKeyState.Retired, OpensUntil = Now.AddHours(opensFor), RetiredAt = retirementIsKnown ? Now : null });

        Assert.Equal(Now.AddHours(expected), KeyRing.Create(options).SafeToDeleteAfter(IdOf(Second)));
    }

    [Fact]
    public void OtherKeys_AreSafeToDeleteAtOnceOrNotYet()
    {
        var ring = Create(Entry(First), Entry(Second, SealingKeyState.Staged), new() { Id = "0a0b0c0d", State = SealingKeyState.Revoked });

        Assert.Null(ring.SafeToDeleteAfter(IdOf(First)));
        Assert.Null(ring.SafeToDeleteAfter(IdOf(Second)));
        Assert.Null(ring.SafeToDeleteAfter(SealingKeyId.Parse("00000001")));
        Assert.Equal(DateTimeOffset.MinValue, ring.SafeToDeleteAfter(SealingKeyId.Parse("0a0b0c0d")));
    }

    [Fact]
    public void LastToken_IsDeadWhenTheKeyMayBeDeleted()
    {
        FakeClock clock = new();
        SealingKey former = SealingKey.Generate();
        TestRing keys = new((former, SealingKeyState.Active));
        var options = Shop.Options;
        options.Lifetime = new() { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromHours(8) };
        SessionSealer<ShopClaims> sealer = new(options, keys, clock);
        var last = sealer.Seal(Shop.SignIn()).Value;

        KeyRingOptions rotated = new() { LongestLifetime = options.Lifetime.Absolute };
        rotated.Keys.Add(Entry(First));
        rotated.Keys.Add(new() { Key = former.ExportBase64(), State = SealingKeyState.Retired, OpensUntil = clock.GetUtcNow().AddDays(9), RetiredAt = clock.GetUtcNow() });
        var ring = KeyRing.Create(rotated);
        SessionSealer<ShopClaims> later = new(options, new FixedKeyRing(ring), clock);

        clock.SetUtcNow(ring.SafeToDeleteAfter(former.Id)!.Value.AddMilliseconds(-1));
        Assert.Equal(UnsealStatus.Success, later.Unseal(last).Status);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(UnsealStatus.Expired, later.Unseal(last).Status);
    }

    private static ArgumentException Refusal(KeyRingEntry[] entries) => Assert.Throws<ArgumentException>(() => Create(entries));

    private static KeyRing Create(params KeyRingEntry[] entries)
    {
        KeyRingOptions options = new();
        foreach (var entry in entries)
        {
            options.Keys.Add(entry);
        }

        return KeyRing.Create(options);
    }

    private static KeyRingEntry Entry(string key, SealingKeyState state = SealingKeyState.Active) => new() { Key = key, State = state };

    private static SealingKeyId IdOf(string key) => SealingKey.FromBase64(key).Id;
}
