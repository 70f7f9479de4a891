using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Newsroom.Hosting.Outgoing;
using Newsroom.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Fetching;

public sealed class FetcherTests
{
    [Fact]
    public async Task What_is_there_comes_with_what_it_says_of_itself()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.ContentType = "application/rss+xml; charset=utf-8";
            http.Response.Headers.ETag = "W/\"1\"";
            http.Response.Headers.LastModified = "Wed, 04 Mar 2026 05:00:00 GMT";
            http.Response.Headers.CacheControl = "public, max-age=600";
            http.Response.Headers.Age = "60";
            http.Response.Headers.Link = "</hub>; rel=hub, <https://site.example/feed>; rel=\"self\"";
            return http.Response.WriteAsync($"{http.Request.Headers.UserAgent}|{http.Request.Headers.Accept}|{http.Request.Headers.Cookie}|{http.Request.Headers.TraceParent}");
        });
        var fetched = await site.GetAsync(new FetchRequest(site.Url("/feed")) { Accept = "application/rss+xml" }, new OutgoingOptions { Contact = "desk@example.org" });
        Assert.Equal((FetchOutcome.Fetched, 200, null), (fetched.Outcome, fetched.Status, fetched.Reason));
        Assert.Matches(@"^Newsroom/[\d.]+ \(\+mailto:desk@example\.org\)\|application/rss\+xml\|\|$", Encoding.UTF8.GetString(fetched.Body));
        Assert.Equal("application/rss+xml; charset=utf-8", fetched.ContentType);
        Assert.Equal("Wed, 04 Mar 2026 05:00:00 GMT", fetched.LastModified);
        Assert.Equal(TimeSpan.FromSeconds(540), fetched.MaxAge);
        Assert.Equal([(site.Url("/hub").AbsoluteUri, "hub"), ("https://site.example/feed", "self")], fetched.Links);
    }

    [Fact]
    public async Task What_is_as_it_was_is_not_sent_again()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Headers.ETag = "W/\"odd, tag\"";
            http.Response.Headers.LastModified = "yesterday, about noon";
            http.Response.StatusCode = http.Request.Headers.IfNoneMatch == "W/\"odd, tag\"" && http.Request.Headers.IfModifiedSince == "yesterday, about noon" ? 304 : 200;
            return Task.CompletedTask;
        });
        var first = await site.GetAsync("/feed");
        var second = await site.GetAsync(new FetchRequest(site.Url("/feed")) { ETag = first.ETag, LastModified = first.LastModified });
        Assert.Equal((FetchOutcome.Fetched, FetchOutcome.NotModified, null), (first.Outcome, second.Outcome, second.Reason));
        Assert.Equal("W/\"odd, tag\"", second.ETag);
    }

    [Theory]
    [InlineData(304, FetchOutcome.Failed)]
    [InlineData(403, FetchOutcome.Failed)]
    [InlineData(404, FetchOutcome.NotFound)]
    [InlineData(410, FetchOutcome.Gone)]
    [InlineData(429, FetchOutcome.Busy)]
    [InlineData(500, FetchOutcome.Failed)]
    [InlineData(503, FetchOutcome.Busy)]
    public async Task Each_status_has_its_outcome_and_a_sentence(int status, object outcome)
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });
        var fetched = await site.GetAsync("/");
        Assert.Equal(((FetchOutcome)outcome, $"site.example answered {status}."), (fetched.Outcome, fetched.Reason));
        Assert.Equal(TimeSpan.FromMinutes(2), fetched.RetryAfter);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("raw-deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    [InlineData("identity")]
    public async Task Whatever_it_is_packed_in_is_undone(string encoding)
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = encoding.Replace("raw-", "", StringComparison.Ordinal);
            return http.Response.Body.WriteAsync(Pack("a few words, a few words, a few words"u8.ToArray(), encoding)).AsTask();
        });
        var fetched = await site.GetAsync("/");
        Assert.Equal((FetchOutcome.Fetched, "a few words, a few words, a few words"), (fetched.Outcome, Encoding.UTF8.GetString(fetched.Body)));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    public async Task A_bomb_is_dropped_at_the_bound(string encoding)
    {
        var bomb = Pack(new byte[50_000_000], encoding);
        Assert.True(bomb.Length < 100_000);
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = encoding;
            return http.Response.Body.WriteAsync(bomb).AsTask();
        });
        var fetched = await site.GetAsync("/", new OutgoingOptions { MaxBytesDecompressed = 100_000 });
        Assert.Equal((FetchOutcome.TooLarge, "The answer is larger than 100000 bytes."), (fetched.Outcome, fetched.Reason));
        Assert.Empty(fetched.Body);
    }

    [Fact]
    public async Task An_endless_body_is_left_at_the_bound()
    {
        await using var site = await TestSite.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(new byte[10_000]);
        });
        Assert.Equal(FetchOutcome.TooLarge, (await site.GetAsync("/", new OutgoingOptions { MaxBytes = 100_000 })).Outcome);
        Assert.Equal(FetchOutcome.TooLarge, (await site.GetAsync(new FetchRequest(site.Url("/")) { MaxBytes = 5_000 })).Outcome);
    }

    [Fact]
    public async Task A_length_beyond_the_bound_is_believed()
    {
        await using var site = await TestSite.StartAsync(async http =>
        {
            http.Response.ContentLength = 1_000_000;
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        Assert.Equal(FetchOutcome.TooLarge, (await site.GetAsync("/", new OutgoingOptions { MaxBytes = 100_000 })).Outcome);
    }

    [Theory]
    [InlineData("gzip", "this is no gzip")]
    [InlineData("zstd", "anything")]
    [InlineData("gzip, gzip, gzip", "anything")]
    public async Task What_cannot_be_unpacked_is_a_failure_with_a_reason(string encoding, string body)
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = encoding;
            return http.Response.WriteAsync(body);
        });
        var fetched = await site.GetAsync("/");
        Assert.Equal(FetchOutcome.Failed, fetched.Outcome);
        Assert.StartsWith("What site.example sent cannot be decompressed:", fetched.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dribble_is_left_when_its_time_is_up()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var site = await TestSite.StartAsync(async http =>
        {
            await http.Response.WriteAsync("a");
            await http.Response.Body.FlushAsync();
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var fetching = site.GetAsync("/", new OutgoingOptions { TotalTimeout = TimeSpan.FromSeconds(20) });
        await begun.Task;
        site.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(fetching.IsCompleted);
        site.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((FetchOutcome.Failed, "site.example took longer than 20 s."), ((await fetching).Outcome, (await fetching).Reason));
    }

    [Fact]
    public async Task Huge_headers_are_refused()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Headers["X-Much"] = new string('a', 20_000);
            return Task.CompletedTask;
        });
        var fetched = await site.GetAsync("/", new OutgoingOptions { MaxHeaderBytes = 8_192 });
        Assert.Equal((FetchOutcome.Failed, "site.example sends more headers than are taken."), (fetched.Outcome, fetched.Reason));
    }

    [Fact]
    public async Task Whoever_asked_may_stop_it()
    {
        using var stop = new CancellationTokenSource();
        await using var site = await TestSite.StartAsync(async http =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.Fetcher().GetAsync(new FetchRequest(site.Url("/")), stop.Token));
    }

    [Fact]
    public async Task A_host_that_nobody_knows_or_answers_for_is_a_failure_with_a_reason()
    {
        await using var site = await TestSite.StartAsync(_ => Task.CompletedTask);
        site.Resolve = (_, _) => Task.FromResult<System.Net.IPAddress[]>([]);
        Assert.Equal("site.example is not known to the name servers.", (await site.GetAsync("/")).Reason);
        site.Resolve = (_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Loopback]);
        var closed = await site.GetAsync(new FetchRequest(new Uri("http://site.example:1/")));
        Assert.Equal(FetchOutcome.Failed, closed.Outcome);
        Assert.StartsWith("site.example cannot be reached:", closed.Reason, StringComparison.Ordinal);
    }

    private static byte[] Pack(byte[] bytes, string encodings) => encodings.Split(", ").Aggregate(bytes, (inner, encoding) =>
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            "raw-deflate" => new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            stream.Write(inner);
            stream.Flush();
            if (stream is BufferedStream)
                return packed.ToArray();
        }

        return packed.ToArray();
    });
}
