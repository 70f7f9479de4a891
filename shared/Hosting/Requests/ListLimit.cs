using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Newsroom.Hosting.Descriptions;

namespace Newsroom.Hosting.Requests;

/// <summary>
/// The <c>limit</c> of every list. Taken as text, because a failed binding answers 400 without a word.
/// </summary>
public static class ListLimit
{
    private const int Default = 50;
    private const int Most = 500;

    /// <summary>What is wrong with one, in a sentence.</summary>
    public static string Rule { get; } = string.Create(CultureInfo.InvariantCulture, $"'limit' has to be a whole number from 1 to {Most}.");

    /// <param name="limit">As given; null or empty for the default.</param>
    /// <param name="count">How many to answer.</param>
    public static bool TryRead(string? limit, out int count)
    {
        count = Default;
        return string.IsNullOrEmpty(limit) || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= Most);
    }

    public static IResult Refuse() => TypedResults.Problem(Rule, statusCode: StatusCodes.Status400BadRequest);

    public static RouteHandlerBuilder AsksLimit(this RouteHandlerBuilder endpoint) =>
        endpoint.Asks("limit", string.Create(CultureInfo.InvariantCulture, $"How many, 1 to {Most}; {Default} if not given."));
}
