using Microsoft.Extensions.DependencyInjection;
using SealedSessions.Tests.Observability;
using SealedSessions.Tests.Revalidation;
using SealedSessions.Tests.Revocation;

namespace SealedSessions.Tests.Agents;

public sealed class AgentSessionsTests : IAsyncDisposable
{
    private static readonly AgentGrant Grant = new()
    {
        Subject = "ada",
        Agent = "assistant",
        Task = "find-a-gift",
        Purpose = "Put a gift into the basket",
        Tools = ["search", "add_to_basket"],
        Lifetime = TimeSpan.FromMinutes(15),
    };

    private readonly KeptEvents _events = new();
    private readonly AskedAgentCheck _check = new();
    private readonly AskedSignal _signal = new(static _ => RiskVerdict.Continue);
    private readonly ScriptedStore _store;
    private readonly FakeClock _clock = new();
    private readonly Shop _shop;

    public AgentSessionsTests()
    {
        _store = new(_clock);
        _shop = new(
            sessions =>
            {
                _events.In(sessions.AddAgentSessions().UseStore(_ => _store));
                sessions.Services.AddSingleton<ISubjectCheck<AgentClaims>>(_check).AddSingleton<ISessionRiskSignal>(_signal);
            },
            clock: _clock);
    }

    private AgentSessions Agents => _shop.Get<AgentSessions>();

    [Fact]
    public async Task ApprovedTools_AreAllowedByTheirExactNames()
    {
        var session = await EnterAsync(Grant with { Tools = ["search", "add_to_basket", "search"] });

        Assert.Equal(["search", "add_to_basket"], session.Tools);
        Assert.True((await session.AuthorizeToolAsync("search")).IsAllowed);
        Assert.True((await session.AuthorizeToolAsync("add_to_basket")).IsAllowed);
        foreach (var tool in (string[])["Search", "search "])
        {
            Assert.Equal(new ToolAuthorization(ToolAuthorizationStatus.NotApproved), await session.AuthorizeToolAsync(tool));
        }
    }

    [Fact]
    public async Task Session_SaysWhatWasGranted()
    {
        var token = await Agents.StartAsync(Grant);
        var session = await OpenAsync(token.Value);

        Assert.Equal(("ada", "assistant", "find-a-gift", "Put a gift into the basket"), (session.Subject, session.Agent, session.Task, session.Purpose));
        Assert.Equal(_clock.GetUtcNow().AddMinutes(15), session.ExpiresAt);
        Assert.Equal(token.Session, session.Id);
    }

    [Fact]
    public async Task TokenOfAnAgent_IsNobodyElses()
    {
        var token = (await Agents.StartAsync(Grant)).Value;

        Assert.Equal(UnsealStatus.Tampered, _shop.Sessions.Unseal(token).Status);
        var result = await Agents.OpenAsync(await _shop.StartAsync());
        Assert.Equal((RevalidationStatus.NotUnsealed, UnsealStatus.Tampered, null), (result.Status, result.Unseal, result.Session));
        Assert.Equal(UnsealStatus.Missing, (await Agents.OpenAsync(null)).Unseal);
    }

    public static TheoryData<string, AgentGrant> BadGrants => new()
    {
        { "no tool", Grant with { Tools = [] } },
        { "no tools", Grant with { Tools = null! } },
        { "blank tool", Grant with { Tools = ["search", " "] } },
        { "no agent", Grant with { Agent = "" } },
        { "no task", Grant with { Task = " " } },
        { "no purpose", Grant with { Purpose = null! } },
        { "no subject", Grant with { Subject = "" } },
        { "no lifetime", Grant with { Lifetime = TimeSpan.Zero } },
        { "less than a second", Grant with { Lifetime = TimeSpan.FromMilliseconds(999) } },
        { "too long", Grant with { Lifetime = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) } },
    };

    [Theory]
    [MemberData(nameof(BadGrants))]
    public async Task BadGrant_IsRefused(string name, AgentGrant grant)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Agents.StartAsync(grant));
        Assert.NotEmpty(name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3600)]
    public async Task Lifetime_EndsTheSessionToTheMillisecond(int seconds)
    {
        var session = await EnterAsync(Grant with { Lifetime = TimeSpan.FromSeconds(seconds) });

        _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.True((await session.AuthorizeToolAsync("search")).IsAllowed);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Refused(RevalidationStatus.Expired), await session.AuthorizeToolAsync("search"));
    }

    // What was granted, what the agent comes with, and whether that is the same.
    [Theory]
    [InlineData(null, "find-a-gift", null, true)]
    [InlineData(null, null, null, true)]
    [InlineData(null, "other", null, false)]
    [InlineData(null, "Find-a-gift", null, false)]
    [InlineData(null, "", null, false)]
    [InlineData("conversation 1", null, "conversation 1", true)]
    [InlineData("conversation 1", null, "conversation 2", false)]
    [InlineData("conversation 1", null, null, false)]
    [InlineData("conversation 1", null, "", false)]
    [InlineData("", null, "", true)]
    [InlineData("", null, null, false)]
    [InlineData(null, null, "conversation 1", false)]
    [InlineData(null, null, "", false)]
    public async Task Drift_EndsTheSession(string? granted, string? task, string? context, bool same)
    {
        var token = (await Agents.StartAsync(Grant with { Context = granted })).Value;
        var session = await OpenAsync(token);

        var answer = await session.AuthorizeToolAsync("search", new(task, context));

        Assert.Equal(same ? ToolAuthorizationStatus.Allowed : ToolAuthorizationStatus.ContextDrift, answer.Status);
        if (!same)
        {
            Assert.Equal(Refused(RevalidationStatus.SessionRevoked), await session.AuthorizeToolAsync("search", new(null, granted)));
            Assert.Equal(RevalidationStatus.SessionRevoked, (await Agents.OpenAsync(token)).Status);
        }
    }

    [Fact]
    public async Task ThirdToolThatWasNotApproved_EndsTheSession()
    {
        var token = (await Agents.StartAsync(Grant)).Value;

        // Opening the session again does not start over.
        Assert.Equal(ToolAuthorizationStatus.NotApproved, (await (await OpenAsync(token)).AuthorizeToolAsync("delete_account")).Status);
        Assert.True((await (await OpenAsync(token)).AuthorizeToolAsync("search")).IsAllowed);
        Assert.Equal(ToolAuthorizationStatus.NotApproved, (await (await OpenAsync(token)).AuthorizeToolAsync("delete_account")).Status);
        var session = await OpenAsync(token);
        Assert.Equal(ToolAuthorizationStatus.TooManyRefusals, (await session.AuthorizeToolAsync("buy")).Status);

        Assert.Equal(Refused(RevalidationStatus.SessionRevoked), await session.AuthorizeToolAsync("search"));
        Assert.Equal(RevalidationStatus.SessionRevoked, (await Agents.OpenAsync(token)).Status);
        Assert.True((await (await EnterAsync()).AuthorizeToolAsync("search")).IsAllowed);
    }

    [Fact]
    public async Task MaxRefusals_IsTheApplicationsChoice()
    {
        await using Shop strict = new(static sessions => sessions.AddAgentSessions(static options => options.MaxRefusals = 1));
        var agents = strict.Get<AgentSessions>();
        var session = (await agents.OpenAsync((await agents.StartAsync(Grant)).Value)).Session!;

        Assert.Equal(ToolAuthorizationStatus.TooManyRefusals, (await session.AuthorizeToolAsync("buy")).Status);
    }

    [Fact]
    public async Task Completion_EndsTheSession()
    {
        var token = (await Agents.StartAsync(Grant)).Value;
        var session = await OpenAsync(token);
        var copy = await OpenAsync(token);

        Assert.True(await session.CompleteAsync());
        Assert.True(await session.CompleteAsync());

        Assert.Equal(Refused(RevalidationStatus.SessionRevoked), await session.AuthorizeToolAsync("search"));
        Assert.Equal(Refused(RevalidationStatus.SessionRevoked), await copy.AuthorizeToolAsync("search"));
        Assert.Equal(RevalidationStatus.SessionRevoked, (await Agents.OpenAsync(token)).Status);
    }

    [Fact]
    public async Task Completion_HoldsThoughTheStoreIsDown()
    {
        var session = await EnterAsync();
        _store.Before = static (_, _) => throw new IOException("down");

        Assert.False(await session.CompleteAsync());

        Assert.Equal(Refused(RevalidationStatus.SessionRevoked), await session.AuthorizeToolAsync("search"));
    }

    [Fact]
    public async Task UserWhoIsSignedOutEverywhere_StopsTheAgent()
    {
        var session = await EnterAsync();
        Assert.True((await session.AuthorizeToolAsync("search")).IsAllowed);

        await _shop.Revoker.RevokeSubjectAsync("ada");

        Assert.Equal(Refused(RevalidationStatus.SubjectRevoked), await session.AuthorizeToolAsync("search"));
    }

    [Fact]
    public async Task EveryUseOfATool_IsAskedAboutAgain()
    {
        var session = await EnterAsync();
        for (var i = 1; i < 4; i++)
        {
            Assert.True((await session.AuthorizeToolAsync("search")).IsAllowed);
            Assert.Equal((1 + i, 1 + i, 1 + i), (_check.Asked, _signal.Seen.Count, _store.Count("check")));
        }

        _check.Answer = static _ => SubjectCheckResult.Rejected<AgentClaims>();
        Assert.Equal(Refused(RevalidationStatus.SubjectRejected), await session.AuthorizeToolAsync("search"));
        _check.Answer = static _ => throw new TimeoutException();
        Assert.Equal(Refused(RevalidationStatus.Unavailable), await session.AuthorizeToolAsync("search"));
        _check.Answer = static _ => SubjectCheckResult.Valid<AgentClaims>();
        Assert.True((await session.AuthorizeToolAsync("search")).IsAllowed);
    }

    [Fact]
    public async Task ToolsThatTheUserTakesBack_AreGoneAtOnce()
    {
        var session = await EnterAsync();
        _check.Answer = static session => SubjectCheckResult.Changed(session.UnverifiedClaims with { Tools = ["search"] });

        Assert.True((await session.AuthorizeToolAsync("search")).IsAllowed);
        Assert.Equal(ToolAuthorizationStatus.NotApproved, (await session.AuthorizeToolAsync("add_to_basket")).Status);
    }

    [Fact]
    public async Task RiskThatTerminates_EndsTheSession()
    {
        var session = await EnterAsync();
        _signal.Answer = static _ => RiskVerdict.Terminate;
        Assert.Equal(Refused(RevalidationStatus.Terminated), await session.AuthorizeToolAsync("search"));

        _signal.Answer = static _ => RiskVerdict.Continue;
        Assert.Equal(Refused(RevalidationStatus.SessionRevoked), await session.AuthorizeToolAsync("search"));
    }

    [Fact]
    public async Task RiskThatAsksForStepUp_AllowsNoTool()
    {
        // An agent cannot prove who its user is: the user has to be asked.
        var session = await EnterAsync();
        _signal.Answer = static _ => RiskVerdict.StepUp;
        Assert.Equal(new ToolAuthorization(ToolAuthorizationStatus.StepUpRequired), await session.AuthorizeToolAsync("search"));

        // A signal that fails asks for step-up too.
        _signal.Answer = static _ => throw new TimeoutException();
        Assert.False((await session.AuthorizeToolAsync("search")).IsAllowed);

        // Neither ends the session, nor counts as a refusal.
        _signal.Answer = static _ => RiskVerdict.Continue;
        Assert.True((await session.AuthorizeToolAsync("search")).IsAllowed);
    }

    [Fact]
    public async Task BoundAgent_ProvesItselfEachTime()
    {
        var workload = SessionBinding.WorkloadIdentity("spiffe://shop.example/assistant");
        var token = (await Agents.StartAsync(Grant with { Binding = workload })).Value;
        Assert.Equal(RevalidationStatus.BindingMissing, (await Agents.OpenAsync(token)).Status);
        var session = (await Agents.OpenAsync(token, new(Client: new(workload)))).Session!;

        Assert.True((await session.AuthorizeToolAsync("search", new(Client: new(workload)))).IsAllowed);
        Assert.Equal(Refused(RevalidationStatus.BindingMissing), await session.AuthorizeToolAsync("search"));
        Assert.Equal(Refused(RevalidationStatus.BindingMismatch), await session.AuthorizeToolAsync("search", new(Client: new(SessionBinding.WorkloadIdentity("spiffe://shop.example/other")))));
    }

    [Fact]
    public async Task StoreThatIsDown_StopsAgentsUnlessChosenOtherwise()
    {
        var session = await EnterAsync();
        _store.Before = static (_, _) => throw new IOException("down");

        Assert.Equal(Refused(RevalidationStatus.Unavailable), await session.AuthorizeToolAsync("search"));
        await Assert.ThrowsAsync<RevocationStoreUnavailableException>(async () => await Agents.StartAsync(Grant));
    }

    [Fact]
    public async Task EveryAnswer_IsInTheAuditLog()
    {
        var session = await EnterAsync();
        await session.AuthorizeToolAsync("search");
        await session.AuthorizeToolAsync("buy");
        await session.AuthorizeToolAsync("search", new(Task: "other"));
        await session.AuthorizeToolAsync("search");

        Assert.Equal(
            ["Issued", "ToolAsked search Allowed", "ToolAsked buy NotApproved", "Revoked session", "ToolAsked search ContextDrift", "ToolAsked search SessionRefused"],
            _events.Story);
        Assert.All(_events.Entries, static entry => Assert.Equal(("sealed-sessions/agent", "ada"), (entry.Purpose, entry.Subject)));
    }

    [Fact]
    public async Task NoTool_IsAnArgumentFault()
    {
        var session = await EnterAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await session.AuthorizeToolAsync(""));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await session.AuthorizeToolAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Agents.StartAsync(null!));
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    private static ToolAuthorization Refused(RevalidationStatus why) => new(ToolAuthorizationStatus.SessionRefused, why);

    private async Task<AgentSession> EnterAsync(AgentGrant? grant = null) => await OpenAsync((await Agents.StartAsync(grant ?? Grant)).Value);

    private async Task<AgentSession> OpenAsync(string token)
    {
        var result = await Agents.OpenAsync(token);
        Assert.Equal(RevalidationStatus.Success, result.Status);
        return result.Session!;
    }
}
