using System.Text.Json.Nodes;
using Newsroom.Ingest.Identity;

namespace Newsroom.Tests.Integration;

/// <summary>Articles of one source, told apart by the source's own id.</summary>
internal static class Sample
{
    public const string Source = "Integration Desk";

    public const string Text =
        "The city opened a new bridge over the river on Monday morning, two months ahead of schedule. Hundreds of people walked across.\n\n"
        + "The works department said that the rains came late this year and that steel arrived on time.";

    public static string Json(string guid, string title = "A bridge opens over the river", string text = Text) =>
        new JsonObject { ["source"] = Source, ["guid"] = guid, ["title"] = title, ["body"] = new JsonObject { ["text"] = text } }.ToJsonString();

    public static string Withdrawal(string guid) => new JsonObject { ["source"] = Source, ["guid"] = guid, ["reason"] = "Wrong bridge" }.ToJsonString();

    public static Guid IdOf(string guid) => ArticleKeys.Of(Source, guid, null, null, "")[0].Id;
}
