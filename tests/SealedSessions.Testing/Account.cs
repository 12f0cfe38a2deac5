namespace SealedSessions.Testing;

/// <summary>As whom PostgreSQL runs. It refuses root, as whom tests in containers mostly run.</summary>
internal sealed record Account(string? User, string? Group)
{
    /// <summary>Null where the tests run as root and there is nobody else.</summary>
    public static Account? OfPostgres { get; } =
        Environment.IsPrivilegedProcess ? Find("postgres") ?? Find("nobody") : new(User: null, Group: null);

    /// <summary>What stands before a command. setpriv becomes the command, so that its process id is the command's.</summary>
    public IEnumerable<string> Prefix =>
        User is null ? [] : ["setpriv", $"--reuid={User}", $"--regid={Group}", "--clear-groups"];

    public async Task OwnAsync(ServerFolder folder)
    {
        if (User is not null)
        {
            await folder.RunAsync("chown", $"{User}:{Group}", folder.Path).ConfigureAwait(false);
        }
    }

    private static Account? Find(string user) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(columns => columns[0] == user)
            .Select(columns => new Account(user, columns[3]))
            .FirstOrDefault();
}
