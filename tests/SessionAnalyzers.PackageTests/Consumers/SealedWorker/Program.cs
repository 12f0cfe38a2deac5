using System.Text.Json.Serialization;
using SealedSessions;
using SealedSessions.Annotations;

var options = new SealedSessionOptions<JobClaims>
{
    Purpose = "worker/job",
    Lifetime = new SessionLifetime { Absolute = TimeSpan.FromMinutes(10), Idle = TimeSpan.FromMinutes(5) },
    Payload = SessionPayload.Json(JobJson.Default.JobClaims),
    WhenRevocationsUnavailable = StoreFailureMode.FailClosed,
};
var sealer = new SessionSealer<JobClaims>(options, new FixedKeyRing(KeyRing.Of(SealingKey.Generate())));
var token = sealer.Seal(new NewSession<JobClaims> { Subject = "job-7", Claims = new JobClaims("copy") });
Console.WriteLine(Jobs.Open(sealer, token.Value));

internal sealed record JobClaims(string Kind);

internal static class Jobs
{
    [Unseals]
    public static string Open(SessionSealer<JobClaims> sealer, string token) => sealer.Unseal(token).Session?.UnverifiedClaims.Kind ?? "nothing";
}

[JsonSerializable(typeof(JobClaims))]
internal sealed partial class JobJson : JsonSerializerContext;
