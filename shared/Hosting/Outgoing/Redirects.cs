using System.Net;

namespace Newsroom.Hosting.Outgoing;

/// <summary>The way from a URL through redirects (RFC 9110 §15.4), one hop at a time; pure, so that whoever sends decides when.</summary>
public sealed class Redirects
{
    private readonly int most;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private bool unbroken = true;

    public Redirects(Uri start, int most)
    {
        this.most = most;
        Current = WithoutFragment(start);
        seen.Add(Current.AbsoluteUri);
    }

    public Uri Current { get; private set; }

    /// <summary>Who sent us to <see cref="Current"/>; null at the start.</summary>
    public Uri? Previous { get; private set; }

    /// <summary>
    /// Where redirects that are meant to last (301, 308) lead from the start on, without any other between; null if nowhere. One from https to
    /// http is followed but not remembered: whoever sits in the way could have sent it.
    /// </summary>
    public Uri? Permanent { get; private set; }

    /// <summary>Some hop went from https to http.</summary>
    public bool Downgraded { get; private set; }

    /// <summary>Redirects followed so far.</summary>
    public int Count => seen.Count - 1;

    public static bool Is(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Null if it can be followed, and <see cref="Current"/> is the next URL; else why not.</summary>
    /// <exception cref="ForbiddenAddressException">It leads where we do not go.</exception>
    public string? Follow(HttpStatusCode status, string? location)
    {
        if (location is null || !Uri.TryCreate(Current, location.Trim(), out var target))
            return $"{Current.Host} answered {(int)status} without saying where to.";
        target = WithoutFragment(target);
        GuardedConnections.Check(target);
        if (Count >= most)
            return $"More than {most} redirects, the last to {target.Host}.";
        if (!seen.Add(target.AbsoluteUri))
            return $"Redirects lead in a circle at {target.Host}.";
        var downgrade = Current.Scheme == "https" && target.Scheme == "http";
        Downgraded |= downgrade;
        unbroken &= (int)status is 301 or 308 && !downgrade;
        if (unbroken)
            Permanent = target;
        Previous = Current;
        Current = target;
        return null;
    }

    private static Uri WithoutFragment(Uri url) => url is { IsAbsoluteUri: true, Fragment.Length: > 0 } ? new UriBuilder(url) { Fragment = "" }.Uri : url;
}
