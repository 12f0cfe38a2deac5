namespace SealedSessions.Testing;

/// <summary>Where the distribution's packages have put their programs; null for what is not installed.</summary>
internal static class InstalledPrograms
{
    /// <summary>The folder of initdb and postgres, of the newest version.</summary>
    public static string? Postgres { get; } = Path.GetDirectoryName(
        Newest("/usr/lib/postgresql").Append(null).Select(folder => Find("postgres", folder)).FirstOrDefault(path => path is not null));

    public static string? Redis { get; } = Find("redis-server");

    public static string? Chromium { get; } = Find("chromium") ?? Find("chromium-browser") ?? Find("google-chrome");

    /// <summary>Debian keeps each version's servers in a folder of its own that is not on PATH.</summary>
    private static IEnumerable<string> Newest(string versions) => Directory.Exists(versions)
        ? Directory.GetDirectories(versions)
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
        : [];

    private static string? Find(string program, string? folder = null) =>
        (folder ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Path.Combine(path, program))
            .FirstOrDefault(File.Exists);
}
