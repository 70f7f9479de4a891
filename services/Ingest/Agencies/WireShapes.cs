using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Agencies;

/// <summary>What lines of wire text look like.</summary>
internal static partial class WireShapes
{
    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary><c>CITY, March 1 (AGENCY) - </c></summary>
    [GeneratedRegex(@"^(?<place>\p{Lu}[^()]{1,60}?)(, *(\p{L}{3,9}\.? [0-9]{1,2}|[0-9]{1,2}\.? \p{L}{3,9}))? *\((?<agency>[^()]{2,40})\) *(-{1,2}|–|—|_)( |$)", Plain)]
    public static partial Regex Opening();

    /// <summary>"1ST LEAD", "UPDATE 2", "REFILE"</summary>
    [GeneratedRegex(@"^\W*(([0-9]{1,2}(ST|ND|RD|TH)? )?(LEAD|LD|UPDATE|WRAPUP|WRITETHRU|ADDS?|TAKE)( [0-9]{1,2})?|REFILE|RPT|REPEAT|RECAST|REFILED|CORRECTED|ZUSAMMENFASSUNG|[0-9]\. ZUSAMMENFASSUNG|NEU)[\W]*$", Plain)]
    public static partial Regex Lead();

    /// <summary>The keyword line of ANPA.</summary>
    [GeneratedRegex(@"^(BC|AM|PM|AP)-.*|.*,[0-9]{2,5}$", Plain)]
    public static partial Regex AnpaKeyword();

    /// <summary>One word in capitals.</summary>
    [GeneratedRegex(@"^[\p{Lu}0-9][\p{Lu}0-9/.\-]*$", Plain)]
    public static partial Regex Slug();

    /// <summary>One of a list.</summary>
    [GeneratedRegex(@"^[-*•] ", Plain)]
    public static partial Regex Item();

    /// <summary>The letters of those who worked on it, "abc/de xyz".</summary>
    [GeneratedRegex(@"^[a-z]{2,5}([ /\-][a-z]{2,5}){0,4}$", Plain)]
    public static partial Regex SignOff();
}
