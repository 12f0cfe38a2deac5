namespace SealedSessions.Fuzz;

/// <summary>Random choices that are the same for the same seed and input, on every machine (SplitMix64).</summary>
internal sealed class Dice(ulong seed, long input)
{
    private ulong _state = seed + ((ulong)input * 0xD1B54A32D192ED03);

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From zero to below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (uint)Math.Max(1, bound));

    public bool OneIn(int count) => Below(count) == 0;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)Next();
        }

        return bytes;
    }
}
