namespace SealedSessions.Tests.Format.Second;

/// <summary>The KDF in counter mode of NIST SP 800-108r1 section 4.1 over CMAC: a counter of 16 bits and no length field.</summary>
internal static class SecondCounterKdf
{
    /// <summary>What the pseudorandom function reads in one round: [i] || Label || 0x00 || Context.</summary>
    public static byte[] Message(ushort counter, byte[] label, byte[] context) =>
        [(byte)(counter >> 8), (byte)counter, .. label, 0, .. context];

    public static byte[] Derive(byte[] key, byte[] label, byte[] context, int length)
    {
        List<byte> output = [];
        for (ushort counter = 1; output.Count < length; counter++)
        {
            output.AddRange(SecondCmac.Authenticate(key, Message(counter, label, context)));
        }

        return [.. output[..length]];
    }
}
