using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Who a ninjs item comes from. The name in its <c>uri</c> is taken before any that is written for people, because identity hangs on it and
/// must not change with a copyright line.
/// </summary>
internal static class NinjsSource
{
    public static string? Of(string uri, NinjsItem item) => AgencyText.Authority(uri.Trim()) ?? CleanText.Line(item.Text("copyrightHolder"), SubmissionRules.LongestSource)
        ?? CleanText.Line(item.Items("infoSources", "infosource").Select(source => source.Text("name")).FirstOrDefault(name => name is not null), SubmissionRules.LongestSource)
        ?? CleanText.Line(item.Text("source"), SubmissionRules.LongestSource);
}
