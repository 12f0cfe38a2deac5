namespace SealedSessions.Tests.Format.Second;

/// <summary>
/// GHASH of NIST SP 800-38D, computed as ordinary polynomials modulo x^128 + x^7 + x^2 + x + 1:
/// the standard shifts reflected bits to the right, this shifts plain bits to the left.
/// </summary>
internal sealed class SecondHash(byte[] hashKey)
{
    private const int BlockLength = 16;
    private readonly UInt128 _hashKey = Polynomial(hashKey);
    private UInt128 _state;

    /// <summary>Adds data, filled up with zeros to whole blocks.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        var block = new byte[BlockLength];
        for (; data.Length > 0; data = data[Math.Min(BlockLength, data.Length)..])
        {
            Array.Clear(block);
            data[..Math.Min(BlockLength, data.Length)].CopyTo(block);
            _state = Multiply(_state ^ Polynomial(block), _hashKey);
        }
    }

    public byte[] Current()
    {
        var block = new byte[BlockLength];
        for (var i = 0; i < 128; i++)
        {
            if (((_state >> i) & 1) == 1)
            {
                block[i / 8] |= (byte)(0x80 >> (i % 8));
            }
        }

        return block;
    }

    // The first bit of a block is the coefficient of x^0.
    private static UInt128 Polynomial(ReadOnlySpan<byte> block)
    {
        UInt128 polynomial = 0;
        for (var i = 127; i >= 0; i--)
        {
            polynomial = (polynomial << 1) | (UInt128)((block[i / 8] >> (7 - (i % 8))) & 1);
        }

        return polynomial;
    }

    // Horner: from the highest coefficient of one factor down, times x and plus the other factor.
    private static UInt128 Multiply(UInt128 left, UInt128 right)
    {
        UInt128 product = 0;
        for (var i = 127; i >= 0; i--)
        {
            var overflows = product >> 127 == UInt128.One;
            product <<= 1;
            if (overflows)
            {
                product ^= 0x87;
            }

            if (((left >> i) & 1) == 1)
            {
                product ^= right;
            }
        }

        return product;
    }
}
