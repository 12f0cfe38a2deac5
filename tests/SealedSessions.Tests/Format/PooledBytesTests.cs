using System.Buffers;
using System.Security.Cryptography;
using SealedSessions.Format;

namespace SealedSessions.Tests.Format;

public class PooledBytesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public void WhatIsWritten_IsThere(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        using var pooled = PooledBytes.Rent();

        // In pieces of growing size, over every enlargement.
        for (int start = 0, size = 1; start < length; start += size++)
        {
            pooled.Write(bytes.AsSpan(start, Math.Min(size, length - start)));
        }

        Assert.True(pooled.Written.SequenceEqual(bytes));
    }

    [Fact]
    public void Room_IsAsLargeAsAskedFor()
    {
        using var pooled = PooledBytes.Rent();
        foreach (var size in (int[])[0, 1, 300, 5000, 70_000])
        {
            Assert.True(pooled.GetSpan(size).Length >= Math.Max(1, size));
            Assert.True(pooled.GetMemory(size).Length >= Math.Max(1, size));
            pooled.Advance(1);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(50_000)]
    public void WhatWasWritten_IsClearedWhenItGoesBack(int length)
    {
        Memory<byte> room;
        using (var pooled = PooledBytes.Rent())
        {
            room = pooled.GetMemory(length)[..length];
            room.Span.Fill(0xAA);
            pooled.Advance(length);
        }

        Assert.Equal(-1, room.Span.IndexOf((byte)0xAA));
    }

    [Fact]
    public void WhatAFailedWriterHasWritten_IsClearedToo()
    {
        Memory<byte> room;
        using (var pooled = PooledBytes.Rent())
        {
            room = pooled.GetMemory(64)[..64];
            room.Span.Fill(0xAA);
        }

        Assert.Equal(-1, room.Span.IndexOf((byte)0xAA));
    }

    [Fact]
    public void TwoAtOnce_AreApart()
    {
        using var outer = PooledBytes.Rent();
        outer.Write("outer"u8);
        using (var inner = PooledBytes.Rent())
        {
            inner.Write("inner"u8);
            Assert.Equal("inner"u8, inner.Written);
        }

        outer.Write("!"u8);
        Assert.Equal("outer!"u8, outer.Written);
    }

    [Fact]
    public void NextUser_FindsItEmpty()
    {
        using (var first = PooledBytes.Rent())
        {
            first.Write("first"u8);
        }

        using var second = PooledBytes.Rent();
        Assert.True(second.Written.IsEmpty);
    }
}
