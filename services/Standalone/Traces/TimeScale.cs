using System.Globalization;

namespace Newsroom.Standalone.Traces;

/// <summary>
/// From times to places across the page. A wait that would leave no room for what ran (an embargo of hours, a retry after minutes) is folded: drawn
/// short, however long it was.
/// </summary>
internal sealed class TimeScale
{
    /// <summary>So many times longer than all that ran.</summary>
    private const double FoldedFrom = 3;

    /// <summary>Of what is drawn to scale.</summary>
    private const double FoldedTo = 0.12;

    /// <summary>In percent: less would not be seen.</summary>
    private const double Thinnest = 0.4;

    private readonly double total;
    private readonly double folded;

    public TimeScale(TimeSpan duration, IReadOnlyList<Gap> gaps)
    {
        var ran = duration - TimeSpan.FromTicks(gaps.Sum(gap => gap.Length.Ticks));
        Folds = [.. gaps.Where(gap => gap.Length > ran * FoldedFrom)];
        var toScale = Math.Max(1, (double)(duration - TimeSpan.FromTicks(Folds.Sum(gap => gap.Length.Ticks))).Ticks);
        folded = toScale * FoldedTo;
        total = toScale + folded * Folds.Count;
    }

    /// <summary>What is not to scale.</summary>
    public IReadOnlyList<Gap> Folds { get; }

    /// <summary>0 to 100.</summary>
    public double Percent(TimeSpan time)
    {
        var place = (double)time.Ticks;
        foreach (var fold in Folds.TakeWhile(fold => fold.Start < time))
        {
            var within = Math.Min(1, (double)(time - fold.Start).Ticks / fold.Length.Ticks);
            place += within * (folded - fold.Length.Ticks);
        }

        return Math.Clamp(place / total * 100, 0, 100);
    }

    public BarView Bar(TimeSpan start, TimeSpan end)
    {
        var (left, right) = (Percent(start), Percent(end));
        var width = Math.Max(Thinnest, right - left);
        return new BarView(Text(Math.Min(left, 100 - width)), Text(width));
    }

    public static string Text(double percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

/// <summary>A place in an SVG, in percent: what a policy against inline styles does not forbid.</summary>
public sealed record BarView(string Left, string Width);
