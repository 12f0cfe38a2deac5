using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using SealedSessions;

namespace Benchmarks.Sealing;

/// <summary>What revalidation adds, with revocations in memory and nothing else to ask.</summary>
internal static class Revalidation
{
    private const int Revoked = 1000;

    public static async Task<Operation> OperationAsync()
    {
        var services = new ServiceCollection();
        services.AddSealedSessions()
            .UseKeys(static ring => ring.Keys.Add(new KeyRingEntry { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active }))
            .AddSession<string>(static options =>
            {
                var template = Contestants.Options(new TextPayload());
                options.Purpose = template.Purpose;
                options.Lifetime = template.Lifetime;
                options.Payload = template.Payload;
                options.WhenRevocationsUnavailable = template.WhenRevocationsUnavailable;
            });
        var provider = services.BuildServiceProvider();
        var manager = provider.GetRequiredService<SessionManager<string>>();
        var store = provider.GetRequiredService<ISessionRevocations>();
        var until = DateTimeOffset.UtcNow.AddHours(12);
        for (var i = 0; i < Revoked; i++)
        {
            await store.RevokeSessionAsync(SessionId.New(), until, CancellationToken.None).ConfigureAwait(false);
            await store.RevokeSubjectAsync($"subject {i}", DateTimeOffset.UtcNow, until, CancellationToken.None).ConfigureAwait(false);
        }

        var token = await manager.StartAsync(new NewSession<string> { Subject = Contestants.Subject, Claims = "claims" }).ConfigureAwait(false);
        var session = manager.Unseal(token.Value).Session!;
        return new Operation("revalidation", () => Revalidate(manager, session));
    }

    /// <summary>The size of the one object that revalidation is for.</summary>
    public static double ResultBytes()
    {
        _ = RuntimeHelpers.GetUninitializedObject(typeof(RevalidatedSession<string>));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        _ = RuntimeHelpers.GetUninitializedObject(typeof(RevalidatedSession<string>));
        return GC.GetAllocatedBytesForCurrentThread() - allocated;
    }

    private static RevalidatedSession<string> Revalidate(SessionManager<string> manager, UnsealedSession<string> session)
    {
        var asked = manager.RevalidateAsync(session);
        return asked.IsCompletedSuccessfully && asked.Result.Session is { } good ? good : throw new InvalidOperationException("Not revalidated at once.");
    }
}
