using System.Reflection;
using System.Text.Json.Nodes;
using Newsroom.Contracts;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>What the contracts' docstrings and ingest's rules say and the types cannot.</summary>
internal static class SchemaRules
{
    public const string Submissions = "newsroom.submissions";

    private static readonly Dictionary<string, (int Least, int? Most)> Ranges = new(StringComparer.Ordinal)
    {
        ["Article.Revision"] = (1, null),
        ["ArticleWithdrawn.Revision"] = (1, null),
        ["ArticlePublished.Revision"] = (1, null),
        ["ArticleUnpublished.Revision"] = (1, null),
        ["SubmissionAnswered.Revision"] = (1, null),
        ["SubmitArticle.Urgency"] = (1, 9),
        ["Enrichment.WordCount"] = (0, null),
        ["Enrichment.ReadingMinutes"] = (1, null),
        ["LanguageGuess.Confidence"] = (0, 1),
        ["Topic.Weight"] = (0, 1),
    };

    /// <summary>Of text: the most characters, as <c>SubmissionRules</c> of ingest has them.</summary>
    private static readonly Dictionary<string, int> Lengths = new(StringComparer.Ordinal)
    {
        ["SubmitArticle.Source"] = 200,
        ["SubmitArticle.Title"] = 1_000,
        ["SubmitArticle.Guid"] = 2_048,
        ["SubmitArticle.Url"] = 2_048,
    };

    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["Article.Url"] = "uri",
        ["Article.CanonicalUrl"] = "uri",
        ["ArticlePublished.Url"] = "uri-reference",
        ["ArticleSource.HomePage"] = "uri",
        ["Link.Url"] = "uri",
        ["Media.Url"] = "uri",
        ["Provenance.FetchedFrom"] = "uri",
        ["SubmitArticle.Url"] = "uri",
        ["WithdrawArticle.Url"] = "uri",
    };

    public static void Bound(JsonObject schema, PropertyInfo property)
    {
        var name = property.DeclaringType!.Name + "." + property.Name;
        if (Ranges.TryGetValue(name, out var range))
        {
            schema["minimum"] = range.Least;
            if (range.Most is { } most)
                schema["maximum"] = most;
        }

        if (Lengths.TryGetValue(name, out var longest))
            schema["maxLength"] = longest;
        if (Formats.TryGetValue(name, out var format))
            schema["format"] = format;
    }

    /// <summary>Commands are read strictly: a field that is not known is refused. Readers of events ignore what they don't know.</summary>
    public static void Tighten(JsonObject schema, Type type, bool ofCommand)
    {
        if (ofCommand)
            schema["additionalProperties"] = false;
        if (type == typeof(SubmitArticle))
        {
            // A cancelled article needs neither title nor body.
            schema["required"] = new JsonArray("source");
            schema["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["status"] = new JsonObject { ["const"] = "canceled" } },
                ["required"] = new JsonArray("status"),
            };
            schema["else"] = new JsonObject { ["required"] = new JsonArray("title", "body") };
        }

        if (type == typeof(SubmittedBody))
        {
            schema["minProperties"] = 1;
            schema["maxProperties"] = 1;
        }

        if (type == typeof(WithdrawArticle))
        {
            schema["anyOf"] = new JsonArray(
                new JsonObject { ["required"] = new JsonArray("articleId") },
                new JsonObject { ["required"] = new JsonArray("source", "guid") },
                new JsonObject { ["required"] = new JsonArray("source", "url") });
        }
    }
}
