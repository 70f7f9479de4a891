using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Agencies;

/// <summary>Rows of tables in wire text: their cells stand apart by tabs; in tabular lines of ANPA by whatever moved the carriage.</summary>
internal static partial class WireTable
{
    /// <summary>Null for a line that is of no table.</summary>
    public static string[]? Row(string raw) =>
        raw.StartsWith(WireControls.Tabular) ? Moves().Split(raw.Trim(WireControls.Tabular, ' ').TrimEnd('<', ' '))
        : raw.TrimStart().Contains('\t', StringComparison.Ordinal) ? raw.Trim().TrimEnd('<').Split('\t')
        : null;

    [GeneratedRegex(@"[\t\u0010-\u0014\u001f]+ *|  +", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Moves();
}
