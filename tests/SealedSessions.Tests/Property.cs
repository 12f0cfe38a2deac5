using FsCheck;
using FsCheck.Fluent;

namespace SealedSessions.Tests;

/// <summary>Checks what holds for all values. A failure names the smallest value found and the seed to replay it.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> values, Action<T> check, int times = 500) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true),
            Prop.ForAll(values.ToArbitrary(), check));
}
