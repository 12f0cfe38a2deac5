using System.Diagnostics;
using System.Security.Cryptography;
using SealedSessions.Format;

namespace SealedSessions.Fuzz;

/// <summary>The million random messages of https://c2sp.org/XAES-256-GCM, "Accumulated randomized tests".</summary>
internal static class XaesVectors
{
    private const int Iterations = 1_000_000;
    private const string Expected = "2163AE1445985A30B60585EE67DAA55674DF06901B890593E824B8A7C885AB15";

    public static bool Run(TextWriter output)
    {
        if (!Shake128.IsSupported)
        {
            output.WriteLine("XAES-256-GCM vectors: skipped, SHAKE-128 is not supported here.");
            return true;
        }

        // Asked for at once: Shake128.Read needs OpenSSL 3.3. A message takes 313 bytes of it on average.
        var elapsed = Stopwatch.StartNew();
        var random = Shake128.HashData([], Iterations * 316).AsSpan();
        using Shake128 hash = new();
        var sealedBytes = new byte[255 + Xaes256Gcm.TagSize];
        var opened = new byte[255];
        for (var i = 0; i < Iterations; i++)
        {
            Xaes256Gcm cipher = new(Take(ref random, 32));
            var nonce = Take(ref random, 24);
            var plaintext = Take(ref random, Take(ref random, 1)[0]);
            var associated = Take(ref random, Take(ref random, 1)[0]);
            var ciphertext = sealedBytes.AsSpan(0, plaintext.Length);
            var tag = sealedBytes.AsSpan(plaintext.Length, Xaes256Gcm.TagSize);

            cipher.Encrypt(nonce, plaintext, ciphertext, tag, associated);
            if (!cipher.TryDecrypt(nonce, ciphertext, tag, opened.AsSpan(0, plaintext.Length), associated) || !plaintext.SequenceEqual(opened.AsSpan(0, plaintext.Length)))
            {
                output.WriteLine($"XAES-256-GCM vectors: message {i} does not come back.");
                return false;
            }

            hash.AppendData(sealedBytes.AsSpan(0, plaintext.Length + Xaes256Gcm.TagSize));
        }

        var isMet = Convert.ToHexString(hash.GetHashAndReset(32)) == Expected;
        output.WriteLine($"XAES-256-GCM vectors: {Iterations:N0} messages in {elapsed.Elapsed.TotalSeconds:N1} s, the hash is {(isMet ? "that of the specification" : "another than the specification's")}.");
        return isMet;
    }

    private static ReadOnlySpan<byte> Take(ref Span<byte> random, int count)
    {
        var taken = random[..count];
        random = random[count..];
        return taken;
    }
}
