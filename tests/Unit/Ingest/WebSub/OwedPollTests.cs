using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>When a source is polled next whose hub has delivered something.</summary>
public sealed class OwedPollTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_delivery_leaves_a_source_due_as_it_planned_itself() => Assert.Equal(Now.AddHours(6), After(Now.AddMinutes(2), busyUntil: null));

    [Fact]
    public void A_poll_that_somebody_wanted_is_still_owed_after_a_delivery() => Assert.Equal(Now.AddSeconds(-1), After(Now.AddSeconds(-1), busyUntil: null));

    [Fact]
    public void A_source_that_was_to_be_left_alone_since_it_was_planned_is_left_alone_after_a_delivery()
    {
        Assert.Equal(Now.AddHours(8), After(Now.AddHours(8), Now.AddHours(8)));
        Assert.Equal(Now.AddHours(7), After(Now.AddMinutes(2), Now.AddHours(7)));
    }

    /// <summary>Of a source that has its pages due in two minutes, and is to be asked itself in six hours.</summary>
    private static DateTimeOffset? After(DateTimeOffset due, DateTimeOffset? busyUntil)
    {
        var polls = new SourcePolls { NextPollAt = Now.AddMinutes(2), AskAt = Now.AddHours(6), BusyUntil = busyUntil };
        var source = new Source { Id = Guid.CreateVersion7(), CreatedAt = Now, Settings = new SourceSettings { Url = "https://bay.example/feed", Name = "Bay Post" }, Polls = polls };
        var held = new LeasedSource(source, Guid.NewGuid(), Now, Now.AddMinutes(5)) { DueBefore = due };
        return DeliveryJudgement.After(held, new TakenEntries(new PlannedEntries([], [])), Now, TimeSpan.FromMinutes(1), traceId: null).NextPollAt;
    }
}
