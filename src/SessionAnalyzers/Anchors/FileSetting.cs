using System.Globalization;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.SettingFiles;

namespace SessionAnalyzers.Anchors;

/// <summary>A setting of a configuration file that a rule asked for.</summary>
internal sealed class FileSetting(SettingEntry entry, Location location, Settings settings, Action<Diagnostic> report)
{
    /// <summary>The options that apply to the file.</summary>
    public Settings Settings { get; } = settings;

    /// <summary>Its path: <c>Jwt:Key</c>, <c>system.web:sessionState:timeout</c>.</summary>
    public string Name => entry.Path;

    public string Value => entry.Value;

    /// <summary>The name of its file, without the folder.</summary>
    public string FileName { get; } = System.IO.Path.GetFileName(location.GetLineSpan().Path);

    public bool IsFalse => bool.TryParse(Value, out var flag) && !flag;

    /// <summary>The value as a whole number; null when it is none.</summary>
    public int? Number => int.TryParse(Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reports at the value. There is nothing to edit: fixes change C# only.</summary>
    public void Report(Rule rule, params object[] arguments) => report(Diagnostic.Create(rule.Descriptor, location, arguments));
}
