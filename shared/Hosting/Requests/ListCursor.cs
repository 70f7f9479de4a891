using Microsoft.AspNetCore.Http;

namespace Newsroom.Hosting.Requests;

/// <summary>The <c>after</c> of every list: the <c>next</c> of the page before.</summary>
public static class ListCursor
{
    /// <summary>Where the items of a list are in the order of their ids.</summary>
    /// <param name="after">As given; null for the beginning.</param>
    /// <param name="id">Of the last item of the page before; null for the beginning.</param>
    public static bool TryRead(string? after, out Guid? id)
    {
        id = Guid.TryParse(after, out var given) ? given : null;
        return id is not null || after is null;
    }

    public static IResult Refuse() => TypedResults.Problem("after is not a cursor: take it from 'next' of the page before.", statusCode: StatusCodes.Status400BadRequest);
}
