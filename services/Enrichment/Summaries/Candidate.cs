namespace Newsroom.Enrichment.Summaries;

/// <summary>A sentence that may stand in a summary.</summary>
/// <param name="Index">Its place among all sentences of the body.</param>
/// <param name="Text">The sentence, whole.</param>
/// <param name="Terms">What it is about.</param>
/// <param name="HangsOnPrevious">Starts with a pronoun or connective that needs the sentence before.</param>
internal sealed record Candidate(int Index, string Text, IReadOnlySet<string> Terms, bool HangsOnPrevious);
