using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Newsroom.Hosting.Descriptions;

/// <summary>
/// What an endpoint says of itself in <c>/openapi/v1.json</c>, beside its summary. Nothing of it changes how a request is routed or answered.
/// </summary>
public static class EndpointDescriptions
{
    private const string ProblemType = "application/problem+json";

    /// <summary>
    /// The media types of the body with an example of each. <typeparamref name="T"/> is what the JSON among them is; the others are text.
    /// </summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, params BodyExample[] bodies) =>
        endpoint.Body(typeof(T), bodies, isOptional: false);

    /// <summary>As <see cref="Takes{T}"/>, for an endpoint that does without a body too.</summary>
    public static RouteHandlerBuilder MayTake<T>(this RouteHandlerBuilder endpoint, params BodyExample[] bodies) =>
        endpoint.Body(typeof(T), bodies, isOptional: true);

    /// <summary>A parameter of the query, whether the handler binds it or reads it for itself.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint, string name, string description, string? example = null) =>
        endpoint.WithMetadata(new AskedParameter(name, description, example, IsHeader: false));

    /// <summary>A header that the handler reads for itself.</summary>
    public static RouteHandlerBuilder AsksHeader(this RouteHandlerBuilder endpoint, string name, string description, string? example = null) =>
        endpoint.WithMetadata(new AskedParameter(name, description, example, IsHeader: true));

    /// <param name="endpoint">Of which this is an answer.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="description">A sentence for people.</param>
    /// <param name="example">JSON.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status, string description, string? example = null)
    {
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]) { Description = description });
        return example is null ? endpoint : endpoint.WithMetadata(new AnswerExample(status, example));
    }

    /// <summary>A text that is not this API's JSON: a feed, a stylesheet.</summary>
    public static RouteHandlerBuilder AnswersText(this RouteHandlerBuilder endpoint, string mediaType, string description) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [mediaType]) { Description = description });

    /// <summary>Problem details (RFC 9457).</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, int status, string description) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [ProblemType]) { Description = description });

    private static RouteHandlerBuilder Body(this RouteHandlerBuilder endpoint, Type type, BodyExample[] bodies, bool isOptional)
    {
        // "*/*" keeps routing from answering other media types itself, without a word of why; OperationDescriptions takes it out again.
        var accepts = new AcceptsMetadata([.. bodies.Select(body => body.MediaType), BodyExample.Any], type, isOptional);
        return endpoint.WithMetadata([accepts, .. bodies]);
    }
}

/// <summary>A body as somebody would send it.</summary>
public sealed record BodyExample(string MediaType, string Text)
{
    internal const string Any = "*/*";

    /// <summary>JSON of another standard, which this says; its schema is not ours to give.</summary>
    public string? Standard { get; init; }

    internal bool IsJson => MediaType.EndsWith("json", StringComparison.Ordinal);
}

internal sealed record AnswerExample(int Status, string Json);

internal sealed record AskedParameter(string Name, string Description, string? Example, bool IsHeader);
