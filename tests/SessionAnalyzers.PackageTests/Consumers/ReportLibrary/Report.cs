using System.Collections.Generic;

namespace ReportLibrary
{
    public static class Report
    {
        public static string Render(IReadOnlyDictionary<string, string> cookies) => string.Join("; ", cookies.Keys);
    }
}
