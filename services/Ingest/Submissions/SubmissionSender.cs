using Newsroom.Hosting.Bus;
using Newsroom.Ingest.Answers;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// How a program outside calls what it sent, to know the answer by: the CloudEvents <c>id</c> and <c>source</c>, else the AMQP <c>message-id</c>
/// or <c>correlation-id</c>, which name nothing beyond their sender.
/// </summary>
internal sealed record SubmissionSender
{
    private const int Longest = 255;

    private SubmissionSender(string? id, string? source, Guid? key) => (Id, Source, Key) = (id, source, key);

    public string? Id { get; }

    public string? Source { get; }

    /// <summary>Under which its answer is kept; null where nothing says that another message would be the same one again.</summary>
    public Guid? Key { get; }

    /// <summary>By what stands beside the body.</summary>
    public static SubmissionSender Of(StrangersMessage message) => CloudEvent(message, "id") is { } id
        ? Of(id, CloudEvent(message, "source"))
        : new SubmissionSender(Line(message.MessageId) ?? Line(message.CorrelationId), Line(CloudEvent(message, "source")), key: null);

    /// <summary>A CloudEvent. Beyond 255 characters, as long as an AMQP <c>correlation-id</c> can be, an id is not told back.</summary>
    public static SubmissionSender Of(string? id, string? source) =>
        new(Line(id), Line(source), id is not null && source is not null ? AnswerKey.OfEvent(source, id) : null);

    /// <summary>One of several articles that came in one message, from 1: <c>id#2</c>.</summary>
    public SubmissionSender Part(int number) => new(
        Id is null ? null : Line(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}#{number}")), Source, Key is { } key ? AnswerKey.OfPart(key, number) : null);

    /// <summary>CloudEvents over AMQP: <c>cloudEvents:</c>, or <c>cloudEvents_</c> where a client cannot send a colon; <c>ce-</c> is common too.</summary>
    public static string? CloudEvent(StrangersMessage message, string name) =>
        Header(message, "cloudEvents:" + name) ?? Header(message, "cloudEvents_" + name) ?? Header(message, "ce-" + name);

    public static string? Header(StrangersMessage message, string name) => message.Headers.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Bytes, not characters, are what a short string of AMQP 0-9-1 is limited in.</summary>
    private static string? Line(string? text) =>
        CleanText.Line(text, Longest + 1) is { } line && System.Text.Encoding.UTF8.GetByteCount(line) <= Longest ? line : null;
}
