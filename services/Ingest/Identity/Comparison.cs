using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Identity;

/// <summary>What the words of a draft and of an article say of whether the two are one story.</summary>
/// <param name="Runs">How like the texts are, see <see cref="Likeness.Of"/>; null where there is too little of one.</param>
/// <param name="Words">What they share of their words, which is looked at then.</param>
/// <param name="Titles">What their titles share.</param>
internal readonly record struct Comparison(double? Runs, double Words, double Titles)
{
    /// <summary>Of the words of a short text. A correction of a line keeps most of it; two lines of one desk have some words in common.</summary>
    private const double MostWords = 0.5;

    /// <summary>Of the words of a title: "Story 1" and "Story 2" are two.</summary>
    private const double SameTitle = 0.75;

    /// <summary>The title is the same, or a word of it is another.</summary>
    public bool HasTitle => Titles >= SameTitle;

    /// <summary>Versions of one story. Of a short text its title may tell.</summary>
    public bool IsAlike => Runs is { } runs ? runs >= Likeness.OtherStory : Words > MostWords || HasTitle;

    /// <summary>Beyond doubt two stories; where there is too little text, it is neither this nor that.</summary>
    public bool IsOther => Runs < Likeness.OtherStory;

    /// <summary>To choose among several.</summary>
    public double Nearness => Runs ?? (IsAlike ? Math.Max(Words, Likeness.OtherStory) : Likeness.OtherStory);

    public static Comparison Of(Article article, ArticleDraft draft)
    {
        var (before, now) = (Text(article.Title, article.Body), Text(draft.Title, draft.Body));
        return new Comparison(Likeness.Of(before, now), Likeness.OfWords(before, now), Likeness.OfWords(article.Title, draft.Title));
    }

    private static string Text(string title, IReadOnlyList<Block> body) => title + "\n" + PlainText.Of(body);
}
