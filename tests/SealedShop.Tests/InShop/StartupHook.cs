using System.Runtime.Loader;

/// <summary>
/// Runs in the shop's process before the shop does (<c>DOTNET_STARTUP_HOOKS</c>) and lets it find this assembly, which is none of its own.
/// The runtime wants this name and no namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var folder = Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }
}
