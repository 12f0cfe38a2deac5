using System.Text.RegularExpressions;
using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Trust.SESS4001UnsealedClaimsTrusted>;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>
/// A shop that keeps its session sealed in a cookie. A row is written once: <c>/*check*/</c> is the place where its silent twin
/// asks the session store, <c>/*check x*/</c> the same with another id than <c>s.SessionId</c>.
/// </summary>
internal static partial class SealedShopProgram
{
    /// <summary>The session as it was sealed, called <c>s</c>.</summary>
    public const string Opened = """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; """;

    /// <summary>The commonest decision by <c>s</c>.</summary>
    public const string Decides = """ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""";

    /// <summary>The same where nothing is wrong.</summary>
    public const string Decided = """ if (s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""";

    /// <summary>Without the session being looked up.</summary>
    public static Task VerifyReportedAsync(string source, bool withRuntime = false, string editorConfig = "") =>
        Test(Check().Replace(source, ""), withRuntime, editorConfig, isSilent: false).RunAsync();

    /// <summary>With the session being looked up where the row says so.</summary>
    public static Task VerifyTwinAsync(
        string source, string check = "if (!await sessions.IsActiveAsync($id)) { return Results.Unauthorized(); }", bool withRuntime = false, string editorConfig = "")
    {
        Assert.Matches(Check(), source);
        var twin = Check().Replace(source, match => check.Replace("$id", match.Groups[1] is { Length: > 0 } id ? id.Value : "s.SessionId", StringComparison.Ordinal));
        return VerifySilentAsync(Unmarked(twin), withRuntime, editorConfig);
    }

    public static Task VerifySilentAsync(string source, bool withRuntime = false, string editorConfig = "", string globalConfig = "") =>
        Test(source, withRuntime, editorConfig, isSilent: true, globalConfig).RunAsync();

    /// <summary>The body of an endpoint, and other members beside it.</summary>
    public static string Endpoint(string body, string members = "") => $$"""
        class OrderEndpoints(
            IDataProtector protector, IDataProtectionProvider protection, ITimeLimitedDataProtector limited, ISecureDataFormat<AuthenticationTicket> tickets, ISecureDataFormat<Session> format,
            ISessionStore sessions, IUsers users, IOrders orders, IReports reports, IPayments payments, AppDbContext db, IDbConnection connection, UserManager<Account> userManager,
            IMemoryCache memory, IDistributedCache cache, IAuthorizationService authorization, ILogger<OrderEndpoints> logger, TimeProvider clock, IConfiguration configuration, IHttpContextAccessor accessor)
        {
            public async Task<IResult> Handle(HttpContext ctx, int id)
            {
                {{body}}
            }

            {{members}}
        }
        """;

    private static string Unmarked(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    /// <summary>Gives a program the shop to compile with.</summary>
    public static T InShop<T>(T test, bool withRuntime)
        where T : AnalyzerTest
    {
        test.ReferenceAssemblies = withRuntime ? WithRuntime : ReferenceAssemblies.AspNetCore100;
        test.TestState.Sources.Add(Shop);
        test.TestState.AdditionalProjects["Packages"].Sources.Add(Packages);
        test.TestState.AdditionalProjectReferences.Add("Packages");
        return test;
    }

    private static Verify.Test Test(string source, bool withRuntime, string editorConfig, bool isSilent, string globalConfig = "")
    {
        var test = InShop(new Verify.Test { TestCode = source, IsSilent = isSilent }, withRuntime);
        if (editorConfig.Length > 0)
        {
            test.EditorConfig = "[*.cs]\n" + editorConfig + "\n";
        }

        if (globalConfig.Length > 0)
        {
            test.GlobalConfig = globalConfig + "\n";
        }

        return test;
    }

    private static readonly ReferenceAssemblies WithRuntime = ReferenceAssemblies.AspNetCore100.AddAssemblies([typeof(SealedSessions.SessionLifetime).Assembly.Location]);

    private const string Shop = """
        global using System.Data;
        global using System.Globalization;
        global using System.Security.Claims;
        global using System.Text;
        global using System.Text.Json;
        global using Dapper;
        global using Microsoft.AspNetCore.Authentication;
        global using Microsoft.AspNetCore.Authentication.Cookies;
        global using Microsoft.AspNetCore.Authorization;
        global using Microsoft.AspNetCore.DataProtection;
        global using Microsoft.AspNetCore.Identity;
        global using Microsoft.AspNetCore.WebUtilities;
        global using Microsoft.EntityFrameworkCore;
        global using Microsoft.Extensions.Caching.Distributed;
        global using Microsoft.Extensions.Caching.Memory;
        global using Microsoft.Extensions.Options;

        public sealed record Session(
            string SessionId, string UserId, string TenantId, bool IsAdmin, string Role, string DisplayName, string Theme, string Culture, DateTimeOffset ExpiresAt, string Stamp, IReadOnlyList<string> Permissions);

        public enum SessionStatus { Unknown, Active, Ended }

        public sealed class StoredSession
        {
            public string Id { get; set; } = "";
            public string UserId { get; set; } = "";
            public bool IsAdmin { get; set; }
            public bool IsRevoked { get; set; }
            public DateTimeOffset? RevokedAt { get; set; }
            public SessionStatus Status { get; set; }
        }

        public interface ISessionStore
        {
            Task<StoredSession?> GetAsync(string sessionId);
            StoredSession? Get(string sessionId);
            Task<bool> IsActiveAsync(string sessionId);
            bool IsRevoked(string sessionId);
            Task<SessionStatus> GetStatusAsync(string sessionId);
            bool TryGet(string sessionId, out StoredSession session);
        }

        public sealed class Account
        {
            public string Id { get; set; } = "";
            public string Email { get; set; } = "";
            public string SecurityStamp { get; set; } = "";
            public bool IsActive { get; set; }
            public bool IsAdmin { get; set; }
        }

        public interface IUsers
        {
            Task<Account?> FindAsync(string userId);
            Task<bool> ExistsAsync(string userId);
            Task UpdateAsync(Account account);
        }

        public sealed class Order
        {
            public int Id { get; set; }
            public string OwnerId { get; set; } = "";
            public string TenantId { get; set; } = "";
            public decimal Total { get; set; }
        }

        public interface IOrders
        {
            Task<Order?> FindAsync(int id);
            Task<IReadOnlyList<Order>> ListAsync(string userId);
            Task DeleteAsync(int id);
            void Delete(int id);
            Task DeleteAllAsync(string userId);
        }

        public sealed record Transfer(string From, string To, decimal Amount);

        public interface IPayments
        {
            Task TransferAsync(Transfer transfer);
            Task RefundAsync(string userId, decimal amount);
        }

        public interface IReports
        {
            Task<string> PayrollAsync();
        }

        public sealed class AppDbContext : DbContext
        {
            public DbSet<Account> Users { get; set; } = null!;
            public DbSet<Order> Orders { get; set; } = null!;
            public DbSet<StoredSession> Sessions { get; set; } = null!;
        }
        """;

    private const string Packages = """
        using System.Data;
        using System.Linq.Expressions;

        namespace Microsoft.EntityFrameworkCore
        {
            public abstract class DbContext
            {
                public virtual int SaveChanges() => 0;
                public virtual Task<int> SaveChangesAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);
            }

            public abstract class DbSet<TEntity> : IQueryable<TEntity>
                where TEntity : class
            {
                public Type ElementType => typeof(TEntity);
                public Expression Expression => Expression.Constant(this);
                public abstract IQueryProvider Provider { get; }
                public abstract TEntity? Find(params object?[]? keyValues);
                public abstract ValueTask<TEntity?> FindAsync(params object?[]? keyValues);
                public abstract void Add(TEntity entity);
                public abstract void Remove(TEntity entity);
                public abstract IEnumerator<TEntity> GetEnumerator();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }

            public static class EntityFrameworkQueryableExtensions
            {
                public static IQueryable<T> AsNoTracking<T>(this IQueryable<T> source) where T : class => source;
                public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => Task.FromResult(source.ToList());
                public static Task<bool> AnyAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => Task.FromResult(source.Any(predicate));
                public static Task<int> CountAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => Task.FromResult(source.Count(predicate));
                public static Task<T?> FirstOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => Task.FromResult(source.FirstOrDefault());
                public static Task<T?> FirstOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => Task.FromResult(source.FirstOrDefault(predicate));
                public static Task<T?> SingleOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => Task.FromResult(source.SingleOrDefault(predicate));
                public static Task<int> ExecuteDeleteAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => Task.FromResult(0);
            }
        }

        namespace Dapper
        {
            public static class SqlMapper
            {
                public static Task<IEnumerable<T>> QueryAsync<T>(this IDbConnection connection, string sql, object? param = null) => Task.FromResult(Enumerable.Empty<T>());
                public static Task<T?> QuerySingleOrDefaultAsync<T>(this IDbConnection connection, string sql, object? param = null) => Task.FromResult<T?>(default);
                public static Task<int> ExecuteAsync(this IDbConnection connection, string sql, object? param = null) => Task.FromResult(0);
            }
        }
        """;

    [GeneratedRegex(@"/\*check ?(.*?)\*/")]
    private static partial Regex Check();
}
