using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Feeds;

/// <summary>Frames in the HTML of feeds, which is made harmless by links in their places: films, recordings and posts. Forms and advertisements leave none.</summary>
internal static class FeedFrames
{
    /// <summary>Hosts of players with what their frames' paths begin with, and where the thing itself is; the first one decides: <c>{}</c> is the rest of the path, or a value of the query.</summary>
    private static readonly (string Host, string Path, string? Query, string Address)[] Players =
    [
        ("youtube.com", "/embed/videoseries", "list", "https://www.youtube.com/playlist?list={}"),
        ("youtube.com", "/embed/live_stream", "channel", "https://www.youtube.com/channel/{}/live"),
        ("youtube.com", "/embed/", null, "https://www.youtube.com/watch?v={}"),
        ("youtube-nocookie.com", "/embed/videoseries", "list", "https://www.youtube.com/playlist?list={}"),
        ("youtube-nocookie.com", "/embed/live_stream", "channel", "https://www.youtube.com/channel/{}/live"),
        ("youtube-nocookie.com", "/embed/", null, "https://www.youtube.com/watch?v={}"),
        ("player.vimeo.com", "/video/", null, "https://vimeo.com/{}"),
        ("dailymotion.com", "/embed/video/", null, "https://www.dailymotion.com/video/{}"),
        ("geo.dailymotion.com", "/player", "video", "https://www.dailymotion.com/video/{}"),
        ("open.spotify.com", "/embed/", null, "https://open.spotify.com/{}"),
        ("embed.podcasts.apple.com", "/", null, "https://podcasts.apple.com/{}"),
        ("w.soundcloud.com", "/player", "url", "{}"),
        ("embed.ted.com", "/talks/", null, "https://www.ted.com/talks/{}"),
        ("rutube.ru", "/play/embed/", null, "https://rutube.ru/video/{}"),
        ("ok.ru", "/videoembed/", null, "https://ok.ru/video/{}"),
        ("player.bilibili.com", "/player", "bvid", "https://www.bilibili.com/video/{}"),
        ("streamable.com", "/e/", null, "https://streamable.com/{}"),
    ];

    /// <summary>Players of everybody's films, whose frames are the films' own addresses.</summary>
    private static readonly string[] Others =
        ["vk.com", "vkvideo.ru", "rumble.com", "player.twitch.tv", "players.brightcove.net", "cdn.jwplayer.com", "fast.wistia.net", "embed.acast.com", "playlist.megaphone.fm", "archive.org"];

    /// <summary>Null for a frame that shows nothing of its own.</summary>
    public static string? Link(string frame)
    {
        if (!Uri.TryCreate(frame, UriKind.Absolute, out var url))
            return null;
        var host = url.Host.StartsWith("www.", StringComparison.Ordinal) ? url.Host[4..] : url.Host;
        foreach (var player in Players)
        {
            if (host != player.Host || !url.AbsolutePath.StartsWith(player.Path, StringComparison.Ordinal))
                continue;
            var value = player.Query is null ? url.AbsolutePath[player.Path.Length..].TrimEnd('/') : Value(url.Query, player.Query);
            if (value.Length > 0)
                return player.Address.Replace("{}", value, StringComparison.Ordinal);
            break;
        }

        return Others.Contains(host) ? frame : HtmlEmbeds.Post(frame);
    }

    /// <summary>Of a query's parameter; empty if it has none of the name.</summary>
    private static string Value(string query, string name)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            if (pair.StartsWith(name, StringComparison.Ordinal) && pair.Length > name.Length && pair[name.Length] == '=')
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
        }

        return "";
    }
}
