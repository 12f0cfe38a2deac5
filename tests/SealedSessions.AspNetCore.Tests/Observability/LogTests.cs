using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SealedSessions.AspNetCore.Tests.Observability;

public sealed class LogTests
{
    private const string Subject = "user-4711-subject";
    private const string Claim = "claim-value-0815";

    [Fact]
    public async Task WholeScenario_LeavesNoSecretInAnyLog()
    {
        var log = new LogTape();
        var secrets = await PlayAsync(log, new AuditTape());

        Assert.Contains(log.Entries, IsOurs);
        Assert.True(secrets.Count > 20);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(log.Entries, entry => entry.ToString().Contains(secret, StringComparison.OrdinalIgnoreCase));
        }

        foreach (var secret in (string[])[Subject, Claim])
        {
            Assert.DoesNotContain(log.Entries.Where(IsOurs), entry => entry.ToString().Contains(secret, StringComparison.OrdinalIgnoreCase));
        }

        static bool IsOurs(LogEntry entry) => entry.Category.StartsWith("SealedSessions", StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretInALog_WouldBeFound()
    {
        var log = new LogTape();
        var secrets = await PlayAsync(log, new AuditTape(), leak: true);

        Assert.Contains(secrets, secret => log.Entries.Any(entry => entry.ToString().Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Scenario_IsCompleteInTheAuditLog()
    {
        var audit = new AuditTape();
        await PlayAsync(new LogTape(), audit);

        Assert.Equal(
            [
                "Issued",
                "Renewed Idle",
                "Revoked session", "SteppedUp",
                "Revoked session", "Renewed",
                "Refused Tampered",
                "Refused SessionRevoked",
                "Refused SubjectRejected",
                "Revoked session",
                "Refused SessionRevoked",
                "Issued",
                "Revoked subject",
                "Refused SubjectRevoked",
            ],
            audit.Entries.Select(entry => $"{entry.Kind} {entry.Reason}".Trim()));
        Assert.All(audit.Entries.Where(entry => entry.Reason is not ("Tampered" or "subject")), entry => Assert.Matches("^[0-9A-F]{16}$", entry.Session));
        Assert.All(audit.Entries.Where(entry => entry.Reason != "Tampered"), entry => Assert.Equal(Subject, entry.Subject));
        Assert.All(audit.Entries.Where(entry => entry.Reason != "subject"), entry => Assert.Equal(Shop.Purpose, entry.Purpose));

        // The same for all events of one session: issued, renewed, and ended by the step-up.
        Assert.Single(audit.Entries.Take(3).Select(entry => entry.Session).Distinct());
    }

    [Fact]
    public async Task MetricsAndActivities_HaveTheirNamesAndNoSecrets()
    {
        var names = new HashSet<string>();
        var tags = new HashSet<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "SealedSessions")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, _, measured, _) =>
        {
            lock (names)
            {
                names.Add(instrument.Name);
                foreach (var tag in measured)
                {
                    tags.Add($"{tag.Value}");
                }
            }
        });
        meters.Start();
        var activities = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SealedSessions",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (activities)
                {
                    activities.Add(activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        var secrets = await PlayAsync(new LogTape(), new AuditTape());

        lock (names)
        {
            Assert.Superset(
                new HashSet<string> { "sealed_sessions.unseal", "sealed_sessions.revalidate", "sealed_sessions.issue", "sealed_sessions.renew", "sealed_sessions.revoke" }, names);
            Assert.DoesNotContain(tags, tag => secrets.Append(Subject).Append(Claim).Any(secret => tag.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        }

        lock (activities)
        {
            Assert.Contains("sealed_sessions.renew", activities);
        }
    }

    /// <summary>From sign-in to the end of all sessions, with what may be in no log.</summary>
    private static async Task<IReadOnlyCollection<string>> PlayAsync(LogTape log, AuditTape audit, bool leak = false)
    {
        var secrets = new HashSet<string>();
        var reject = false;
        await using var site = await Shop.StartAsync(
            configure: options => options.StepUpPath = "/confirm",
            cookie: options => options.Events.OnValidatePrincipal = context =>
            {
                if (reject)
                {
                    context.RejectPrincipal();
                }

                return Task.CompletedTask;
            },
            services: services =>
            {
                log.AddTo(services);
                services.AddSingleton<ISessionAuditLog>(audit);
            },
            endpoints: app =>
            {
                app.MapPost("/enter", async (HttpContext http, ILogger<LogTests> logger) =>
                {
                    await http.SignInAsync(Shop.Principal(Subject, ("secret", Claim)));
                    if (leak)
                    {
#pragma warning disable CA1848, CA1873
                        logger.LogInformation("Began {Session}.", http.GetSealedSession()!.Id.ToHex());
#pragma warning restore CA1848, CA1873
                    }
                });
                app.MapPost("/refresh-claims", async (HttpContext http) =>
                    await http.SignInAsync(Shop.Principal(Subject, ("secret", Claim)), (await http.AuthenticateAsync()).Properties));
            });
        using var client = site.CreateClient();

        async Task<Answer> Do(Task<Answer> request)
        {
            var answer = await request;
            foreach (var cookie in answer.Cookies.Where(cookie => cookie.Value.Length > 0))
            {
                var token = cookie.Value.Value!;
                secrets.Add(token);

                // Parts as well: a log may cut.
                secrets.Add(token[20..60]);
                if (site.Unseal(token) is { } session)
                {
                    secrets.Add(session.Id.ToHex());
                    var bytes = new byte[SessionId.SizeInBytes];
                    session.Id.CopyTo(bytes);
                    secrets.Add(Convert.ToBase64String(bytes).TrimEnd('='));
                    secrets.Add(new Guid(bytes).ToString());
                    secrets.Add(new Guid(bytes, bigEndian: true).ToString());
                }
            }

            return answer;
        }

        await Do(client.PostAsync("/enter"));
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await Do(client.GetAsync("/me"));
        await Do(client.GetAsync("/checkout", ("Accept", "text/html")));
        using var thief = site.Copy(client);
        await Do(client.PostAsync("/step-up"));
        await Do(client.PostAsync("/refresh-claims"));
        using var forger = site.CreateClient();
        forger.SetCookie(Shop.Cookie, client.Cookie(Shop.Cookie)[..^6] + "AAAAAA");
        secrets.Add(forger.Cookie(Shop.Cookie));
        await Do(forger.GetAsync("/status"));
        await Do(thief.GetAsync("/status"));
        reject = true;
        await Do(client.GetAsync("/status"));
        reject = false;
        using var after = site.Copy(client);
        await Do(client.PostAsync("/sign-out"));
        await Do(after.GetAsync("/status"));
        await Do(client.PostAsync("/enter"));
        await site.Revoker.RevokeSubjectAsync(Subject);
        await Do(client.GetAsync("/status"));
        return secrets;
    }
}
