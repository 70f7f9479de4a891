using System.Diagnostics;
using Xunit;

namespace Newsroom.Tests.Support;

/// <summary>Waits for a condition, with a limit, in place of sleeping for as long as it might take.</summary>
public static class Eventually
{
    /// <summary>The first answer of <paramref name="ask"/> that <paramref name="enough"/> accepts; fails with the last one after the limit.</summary>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> ask, Func<T, bool> enough, string what, TimeSpan? limit = null)
    {
        var most = limit ?? TimeSpan.FromSeconds(30);
        var answer = await LastAsync(ask, enough, most);
        Assert.True(enough(answer), $"After {most}: {what}. The last answer was: {answer}");
        return answer;
    }

    /// <summary>The first answer of <paramref name="ask"/> that <paramref name="enough"/> accepts, or the last one after the limit.</summary>
    public static async Task<T> LastAsync<T>(Func<Task<T>> ask, Func<T, bool> enough, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        for (var pause = 20; ; pause = Math.Min(pause * 2, 500))
        {
            var answer = await ask();
            if (enough(answer) || clock.Elapsed > limit)
                return answer;
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null) =>
        BecomesAsync(condition, met => met, what, limit);
}
