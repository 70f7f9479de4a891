using System.ComponentModel.DataAnnotations;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// Whether hubs are asked to say when there is news (W3C WebSub), besides polling. Section <c>Newsroom:WebSub</c>.
/// </summary>
internal sealed record WebSubOptions
{
    public const string Section = "Newsroom:WebSub";

    /// <summary>
    /// The public address under which hubs reach this service: <c>https://news.example.org</c>, or with a path that a proxy in front takes off. Empty:
    /// sources are polled and nothing else. What hubs send is signed, so that http does no harm to it; yet callbacks are secrets that https keeps.
    /// </summary>
    [CallbackBase]
    public string? CallbackBase { get; init; }

    /// <summary>Whether hubs over plain http are given a secret too: where nobody else listens on the way to them, as within a cluster.</summary>
    public bool SecretOverHttp { get; init; }

    /// <summary>How long a subscription is asked for; what the hub grants counts. It is renewed at two thirds of that.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromDays(10);

    /// <summary>Between polls of a source whose hub delivers, where its rhythm and what it asks for would have it polled more often.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Of one delivery, before and after decompression. In place of a larger one the source is polled.</summary>
    [Range(64 * 1024, 16 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Deliveries taken at the same time by this replica; in place of further ones their sources are polled.</summary>
    [Range(1, 100)]
    public int AtOnce { get; init; } = 4;

    /// <summary>How often to look for subscriptions that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(2);

    public bool IsOn => !string.IsNullOrWhiteSpace(CallbackBase);

    /// <summary>Where a hub calls a subscription by its name.</summary>
    public string Callback(string token) => $"{Root}{token}";

    /// <summary>Whether a callback is one that still leads here.</summary>
    public bool IsOurs(string callback) => IsOn && callback.StartsWith(Root, StringComparison.Ordinal);

    private string Root => CallbackBase!.Trim().TrimEnd('/') + WebSubEndpoints.Path + "/";
}

/// <summary>Empty, or an address that a path can be put behind.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CallbackBaseAttribute : ValidationAttribute
{
    private const int Longest = 500;

    public CallbackBaseAttribute()
        : base("Set it to the public address under which hubs reach this service, such as https://news.example.org, without query and user name; or leave it empty, and sources are polled only.")
    {
    }

    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || string.IsNullOrWhiteSpace(text)
        || (text.Length <= Longest && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.Host.Length > 0 && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0 && !text.Contains('?', StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal));
}
