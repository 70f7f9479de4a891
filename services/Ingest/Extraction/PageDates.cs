using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// When an article was published and when it was changed. What is declared goes before what is shown, what is shown beside the headline
/// before what stands elsewhere, and a day in the address decides where declarations contradict it. The evidence says where.
/// </summary>
internal sealed class PageDates
{
    // There was no news on the web before.
    private static readonly DateOnly Earliest = new(1995, 1, 1);

    // A date so many characters before or after the headline belongs to it.
    private const int Above = 500;
    private const int Below = 900;

    private const int RightAbove = 150;

    // Days.
    private const int MostFromCreation = 31;
    private const int MostToChange = 400;
    private const int LongestLabelled = 80;

    private static readonly LineStarts Originally = new(WordLists.Of("originally"));
    private static readonly LineStarts OfOthers = new(WordLists.Of("other"));

    /// <summary>The weakest of the evidence.</summary>
    public const string MostFrequent = "most frequent date of the page";

    private readonly PageScan scan;
    private readonly JsonLinkedData linked;
    private readonly DateHabits habits;
    private readonly DateOnly latest;
    private readonly PagePlace? heading;
    private readonly DateOnly? addressDay;
    private readonly DateOnly? addressMonth;
    private readonly HashSet<DateOnly> events;
    private List<DateCandidate>? ofDeclarations;
    private List<DateCandidate>? shownFirst;
    private List<DateCandidate>? shownChanged;

    public PageDates(PageScan scan, JsonLinkedData linked, PageAddress address, DateHabits habits, PagePlace? heading, TimeProvider clock)
    {
        (this.scan, this.linked, this.habits, this.heading) = (scan, linked, habits, heading);
        latest = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(2);
        // A page that announces an event and is no article, which may well tell of one.
        events = linked.HasArticle || scan.Metas.ContainsKey("article:published_time") ? [] : [.. linked.EventDays.Concat(scan.Metas.GetValueOrDefault("event:start_time") ?? []).Select(Read).OfType<GivenTime>().Select(time => time.Day)];
        addressDay = address.Day is { } day && IsInBounds(day) ? day : null;
        addressMonth = addressDay is null && address.Month is { } month && IsInBounds(month) ? month : null;
    }

    /// <summary>By JSON-LD, or by a meta element.</summary>
    public bool IsDeclared => Declared is { Count: > 0 } all && (all[0].Place.StartsWith("meta", StringComparison.Ordinal) || all[0].Place.StartsWith("JSON", StringComparison.Ordinal));

    public (DateTimeOffset Time, string Evidence)? Published()
    {
        var declared = Declared;
        var shown = Shown(isUpdate: false);
        // A page's date may be that of its template; what stands beside the headline is the article's.
        var ofPage = new List<DateCandidate>();
        Add(ofPage, "JSON-LD datePublished of the page", linked.PageText("datePublished") ?? linked.PageText("uploadDate"));
        if (declared.Count == 0 && (shown.Count == 0 || !shown[0].IsOfHeadline || ofPage.Exists(one => one.Given.Day == shown[0].Given.Day)))
            declared = ofPage;
        DateCandidate? chosen = declared.Count > 0 ? declared[0] : shown.Count > 0 ? shown[0] : null;
        // Sites that moved to another system declare the day of the move.
        if (addressDay is { } day && chosen is { } first && Apart(first.Given.Day, day) > 1 && !(declared.Count > 0 && IsOfIssue(day, first, shown)))
            chosen = Nearest([.. declared, .. shown], day) ?? new DateCandidate("date in the address", OfDay(day));
        else if (addressMonth is { } month && chosen is { } outside && Apart(outside.Given.Day, month.AddDays(15)) > 60
            && declared.Concat(shown).Where(one => one.Given.Day >= month && one.Given.Day < month.AddMonths(1)).Select(one => (DateCandidate?)one).FirstOrDefault() is { } inside)
            chosen = inside;
        else if (declared.Count > 0 && shown.Count > 0 && addressDay is null && (Contradicted(declared[0], shown) ?? Shown(declared, shown[0])) is { } better)
            chosen = better;
        if ((declared.Count > 0 ? declared[0] : chosen) is { } known && !(addressDay is { } told && Apart(told, known.Given.Day) <= 1) && FirstPublished(known.Given) is { } original)
            chosen = original;
        chosen ??= addressDay is { } only ? new DateCandidate("date in the address", OfDay(only)) : Last();
        return chosen is { } found ? DateZones.Finished(found, [.. declared, .. shown], addressDay) : null;
    }

    /// <summary>A magazine's address has the day of its issue, and the page went online before: as is declared and stands beside the headline.</summary>
    private static bool IsOfIssue(DateOnly address, DateCandidate declared, List<DateCandidate> shown) =>
        declared.Given.Day < address && Apart(declared.Given.Day, address) <= MostFromCreation && shown.Exists(one => one.IsOfHeadline && one.Place != declared.Place && one.Given.Day == declared.Given.Day);

    public (DateTimeOffset Time, string Evidence)? Updated()
    {
        var all = new List<DateCandidate>();
        Add(all, "JSON-LD dateModified", linked.Text("dateModified"));
        AddMetas(all, DateMetas.Updated);
        foreach (var mark in scan.Marks.Where(mark => (mark.Kind & PageMarks.Updated) != 0 && (mark.Kind & PageMarks.Sure) != 0 && !mark.Place.IsAside))
            Add(all, mark.Name, Value(mark.Element));
        all.AddRange(Shown(isUpdate: true));
        Add(all, "JSON-LD dateModified of the page", linked.PageText("dateModified"));
        return all.Count > 0 ? DateZones.Finished(all[0], all, addressDay) : null;
    }

    private List<DateCandidate> Declared => ofDeclarations ??= ReadDeclared();

    private List<DateCandidate> ReadDeclared()
    {
        var all = new List<DateCandidate>();
        Add(all, "JSON-LD datePublished", linked.Text("datePublished"));
        AddMetas(all, DateMetas.Published);
        if (all.Count == 0)
            AddOtherMetas(all);
        foreach (var mark in scan.Marks.Where(mark => (mark.Kind & PageMarks.Date) != 0 && (mark.Kind & PageMarks.Sure) != 0 && !mark.Place.IsAside).OrderBy(Distance))
            Add(all, mark.Name, Value(mark.Element));
        Add(all, "JSON-LD dateCreated", linked.Text("dateCreated"));
        return all;
    }

    /// <summary>Dates of elements and lines, those of the headline first.</summary>
    private List<DateCandidate> Shown(bool isUpdate) => isUpdate ? shownChanged ??= ReadShown(isUpdate) : shownFirst ??= ReadShown(isUpdate);

    private List<DateCandidate> ReadShown(bool isUpdate)
    {
        var all = new List<(DateCandidate Found, double Score)>();
        foreach (var mark in scan.Marks)
        {
            if ((mark.Kind & (PageMarks.Date | PageMarks.Updated)) == 0 || mark.Place.IsAside || all.Count > 60)
                continue;
            if (mark.Element.TextContent.Length > 600)
                continue;
            var text = Text(mark.Element) ?? "";
            var isMachine = mark.Element.GetAttribute("datetime") is not null;
            var given = isMachine ? Read(mark.Element.GetAttribute("datetime")) : null;
            var isChange = (mark.Kind & PageMarks.Updated) != 0 && (mark.Kind & PageMarks.Date) == 0
                || DateNames.IsUpdate(TextShape.Line(text) is { Length: <= 60 } label ? label : "")
                || ClassNames.Marks(ClassNames.Of(mark.Element)) is var own && (own & PageMarks.Updated) != 0 && !text.Contains("ublish", StringComparison.Ordinal)
                // hAtom gives one element both names.
                && !(mark.Element.ClassName?.Contains("published", StringComparison.OrdinalIgnoreCase) ?? false);
            if (given is null && Printed(text, isUpdate) is { } printed)
                (given, isChange) = (printed, isUpdate);
            else
                given ??= Read(mark.Element.GetAttribute("title")) ?? Read(mark.Element.GetAttribute("data-time") ?? mark.Element.GetAttribute("data-date") ?? mark.Element.GetAttribute("data-utime") ?? mark.Element.GetAttribute("content"));
            if (given is not { } time || isChange != isUpdate || !IsPlausible(time.Day))
                continue;
            all.Add((new DateCandidate(mark.Element.LocalName == "time" ? "time" : "date beside the headline", time, IsNear(mark.Place), IsBeside(mark.Place)), Score(mark.Place, isMachine ? 1.0 : 0.5)));
        }

        foreach (var line in scan.Lines)
        {
            if (line.Place.IsAside || line.Text.Length > 200 || !IsNear(line.Place) || OfOthers.Begin(line.Text) || Printed(line.Text, isUpdate, isLine: true) is not { } time)
                continue;
            all.Add((new DateCandidate("line beside the headline", time), Score(line.Place, 0.3)));
        }

        // Without a headline to stand beside, or far from it, only the elements count.
        return [.. all.OrderByDescending(one => one.Score).Select(one => one.Found)];
    }

    /// <summary>The first date of a text that is the first one, or an updated one.</summary>
    private GivenTime? Printed(string text, bool isUpdate, bool isLine = false)
    {
        if (TextShape.Line(text) is not { Length: <= 400 } line)
            return null;
        foreach (var printed in DateWords.All(line, habits))
        {
            // A sentence may have a date, of which it tells.
            if (isLine && printed.OtherWords > 4 && (printed.OtherWords > 14 || (TextShape.EndsSentence(line) && !line.EndsWith("m.", StringComparison.OrdinalIgnoreCase))))
                return null;
            if (printed.IsUpdate == isUpdate && IsPlausible(printed.Date) && PageTime.Of(printed) is { } time)
                return time;
        }

        return null;
    }

    private double Score(PagePlace place, double kind)
    {
        if (heading is not { } own)
            return kind - (place.At / 50_000.0);
        var near = IsNear(place) ? 2 - (Math.Abs(place.At - own.At) / 2_000.0) : -Math.Min(1, Math.Abs(place.At - own.At) / 20_000.0);
        // Below the headline is likelier than above it, where the day's own date stands.
        return kind + near + (place.Article == own.Article ? 0.5 : 0) - (place.At < own.At ? 0.4 : 0);
    }

    private bool IsNear(PagePlace place) => heading is { } own ? place.At >= own.At - Above && place.At <= own.At + Below : place.At < 3_000;

    private bool IsBeside(PagePlace place) => heading is { } own && IsNear(place) && place.At >= own.At - RightAbove;

    private int Distance(PageMark mark) => heading is { } own ? Math.Abs(mark.Place.At - own.At) : mark.Place.At;

    /// <summary>
    /// A declared date that is not the one shown twice or more beside the headline is the template's: that of the day the page was made.
    /// </summary>
    private DateCandidate? Contradicted(DateCandidate declared, List<DateCandidate> shown)
    {
        if (declared.Given.Day < latest.AddDays(-3) || shown[0].Given.Day >= declared.Given.Day)
            return null;
        return Apart(shown[0].Given.Day, declared.Given.Day) > 30 ? shown[0] : null;
    }

    /// <summary>
    /// What stands beside the headline, where that is earlier and what is declared is the day of the change that stands there too; or where what is
    /// declared is said in a word that any page has.
    /// </summary>
    private DateCandidate? Shown(List<DateCandidate> declared, DateCandidate shown)
    {
        var (place, given) = (declared[0].Place, declared[0].Given);
        var apart = Apart(shown.Given.Day, given.Day);
        if (!shown.IsBeside || apart == 0)
            return null;
        var name = place.StartsWith("meta ", StringComparison.Ordinal) ? place["meta ".Length..] : place == "JSON-LD dateCreated" ? "dateCreated" : DateMetas.Published[0];
        if (shown.Given.Day > given.Day)
        {
            var isSure = DateMetas.IsOfCreation(name) ? apart <= MostFromCreation : DateMetas.IsOfAnyPage(name) && declared.Exists(one => one.Place != place && Apart(one.Given.Day, shown.Given.Day) == 0);
            return isSure ? shown : null;
        }

        // The same moment, where the page is from.
        if (apart > MostToChange || (apart == 1 && IsOfAllZones(given)))
            return null;
        return DateMetas.IsOfAnyPage(name) || Shown(isUpdate: true).Exists(change => change.IsOfHeadline && change.Given.Day == given.Day) ? shown : null;
    }

    /// <summary>In UTC, which may be another day where the page is from.</summary>
    private static bool IsOfAllZones(GivenTime given) => given.HasZone && given.HasTime && given.Time.Offset == TimeSpan.Zero;

    /// <summary>"First published: 5 March 2015", on a line of its own, wherever: before what the page declares otherwise.</summary>
    private DateCandidate? FirstPublished(GivenTime known)
    {
        // Of one that stands beside the text, only if it is the only one: teasers have them, too.
        var lines = scan.Lines.FindAll(line => line.Text.Length <= LongestLabelled && Originally.Begin(line.Text));
        foreach (var line in lines)
        {
            if (line.Place.IsAside && lines.Count > 1)
                continue;
            // "03-08-2016" may be two days: that which the page's language says, if the other is not much nearer.
            var days = DateWords.All(line.Text, habits).Concat(DateWords.All(line.Text, habits with { MonthFirst = true })).Concat(DateWords.All(line.Text, habits with { MonthFirst = false }));
            foreach (var printed in days.Where(printed => printed.OtherWords <= 6 && IsPlausible(printed.Date) && printed.Date <= known.Day && Apart(printed.Date, known.Day) <= MostToChange).OrderBy(printed => Apart(printed.Date, known.Day) > MostFromCreation))
            {
                if (PageTime.Of(printed) is { } time)
                    return printed.Date == known.Day || (Apart(printed.Date, known.Day) == 1 && IsOfAllZones(known)) ? null : new DateCandidate("first published, as it says", time);
            }
        }

        return null;
    }

    /// <summary>At last: what the page says of its change; the most frequent day in its lines.</summary>
    private DateCandidate? Last()
    {
        if (Updated() is var (time, place))
            return new DateCandidate(place + ", for want of another", new GivenTime(time, true, true));
        var days = new Dictionary<DateOnly, int>();
        foreach (var line in scan.Lines.Where(line => !line.Place.IsAside && line.Text.Length < 200).Take(500))
        {
            foreach (var printed in DateWords.All(line.Text, habits).Where(printed => !printed.IsShort && IsPlausible(printed.Date)))
                days[printed.Date] = days.GetValueOrDefault(printed.Date) + (printed.OtherWords < 8 ? 3 : 1);
        }

        // "…, kata Menteri, Selasa (18/06)": Indonesian texts say so of the day on which they are written.
        if (days.Count == 0 && scan.Lines.Where(line => !line.Place.IsAside).Select(line => DateWords.Bracketed(line.Text, habits, latest.AddDays(-1))).FirstOrDefault(day => day is not null) is { } bracketed && IsPlausible(bracketed))
            return new DateCandidate("day in brackets in the text", OfDay(bracketed));

        if (days.Count == 0)
            return null;
        var day = days.OrderByDescending(one => one.Value).ThenBy(one => one.Key).First().Key;
        return new DateCandidate(MostFrequent, OfDay(day));
    }

    private void AddMetas(List<DateCandidate> all, string[] names)
    {
        foreach (var name in names)
        {
            // Of several, as microdata has them for each teaser, that beside the headline may be an element.
            if (scan.Metas.TryGetValue(name, out var values) && !(values.Count > 1 && scan.Marks.Exists(mark => (mark.Kind & PageMarks.Sure) != 0 && mark.Name == name && !mark.Place.IsAside && IsBeside(mark.Place))))
                Add(all, $"meta {name}", values[0]);
        }
    }

    /// <summary>Metas of names that nobody has heard of and that speak for themselves: "govuk:first-published-at", "acme-publish-time".</summary>
    private void AddOtherMetas(List<DateCandidate> all)
    {
        foreach (var (name, values) in scan.Metas)
        {
            if (!DateMetas.Published.Contains(name, StringComparer.OrdinalIgnoreCase) && (name.Contains("publish", StringComparison.OrdinalIgnoreCase) || name.Contains("pubdate", StringComparison.OrdinalIgnoreCase))
                && !name.Contains("publisher", StringComparison.OrdinalIgnoreCase) && !name.Contains("modif", StringComparison.OrdinalIgnoreCase) && !name.Contains("update", StringComparison.OrdinalIgnoreCase)
                && values[0].Length <= 40)
            {
                Add(all, $"meta {name}", values[0]);
            }
        }
    }

    private void Add(List<DateCandidate> all, string place, string? value)
    {
        if (Read(value) is { } time && IsPlausible(time.Day))
            all.Add(new DateCandidate(place, time));
    }

    /// <summary>A time that something else than the page's elements tells, if it is one that can be.</summary>
    public DateTimeOffset? Told(string? value) => Read(value) is { } time && IsPlausible(time.Day) ? time.Time : null;

    private GivenTime? Read(string? value) => value is null ? null : PageTime.Read(value, habits);

    private static string? Value(IElement element) =>
        element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? element.GetAttribute("title") ?? Text(element);

    /// <summary>All of it, with what only some readers are told.</summary>
    private static string? Text(IElement element) => HtmlElements.TextOf(element, static _ => false);

    private bool IsPlausible(DateOnly day) => IsInBounds(day) && !events.Contains(day);

    private bool IsInBounds(DateOnly day) => day >= Earliest && day <= latest;

    private static DateCandidate? Nearest(List<DateCandidate> all, DateOnly day) =>
        all.Where(one => Apart(one.Given.Day, day) <= 1).OrderBy(one => Apart(one.Given.Day, day)).Select(one => (DateCandidate?)one).FirstOrDefault();

    private static int Apart(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber);

    private static GivenTime OfDay(DateOnly day) => new(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), false, false);
}
