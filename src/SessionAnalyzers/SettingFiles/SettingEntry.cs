using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.SettingFiles;

/// <summary>Who reads a setting.</summary>
internal enum SettingReader
{
    /// <summary>.NET configuration, or the application by the setting's name.</summary>
    Application,

    /// <summary>System.Web, for which the elements of web.config are.</summary>
    SystemWeb,
}

/// <summary>One value of a configuration file.</summary>
/// <param name="Reader">Who reads it.</param>
/// <param name="Path">Segments separated by colons: keys and indices of JSON, elements and the attribute of XML, the key of an entry of appSettings.</param>
/// <param name="Value">What it says, without the quotes and escapes of the file.</param>
/// <param name="Span">Where it is written, between the quotes.</param>
/// <param name="Scope">Which of the location elements of a web.config it stands in; 0 outside of them.</param>
internal sealed record SettingEntry(SettingReader Reader, string Path, string Value, TextSpan Span, int Scope = 0);
