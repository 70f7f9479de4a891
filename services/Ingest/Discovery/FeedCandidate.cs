namespace Newsroom.Ingest.Discovery;

/// <summary>How a feed of a page is known, the surest first.</summary>
internal enum CandidateKind
{
    /// <summary>The page names it as its feed, by <c>link</c>.</summary>
    Declared,

    /// <summary>The page links to something that looks like one.</summary>
    Linked,

    /// <summary>Programs that make such sites put it there.</summary>
    Guessed,
}

/// <param name="Url">Absolute, http or https.</param>
/// <param name="Kind">How it is known.</param>
/// <param name="Title">What the page calls it.</param>
/// <param name="Type">The media type that the page says it has.</param>
/// <param name="IsOfComments">Readers' comments are no news; such a feed comes behind all others.</param>
internal sealed record FeedCandidate(Uri Url, CandidateKind Kind, string? Title = null, string? Type = null, bool IsOfComments = false);
