namespace Newsroom.Hosting.Outgoing;

/// <summary>Somebody gave us a URL that we do not follow. The message says which and why, and is meant to be shown to them.</summary>
public sealed class ForbiddenAddressException(string message) : Exception(message)
{
    /// <summary>The one among the causes of <paramref name="problem"/>; a client wraps what its connections throw.</summary>
    public static ForbiddenAddressException? In(Exception? problem)
    {
        for (; problem is not null; problem = problem.InnerException)
        {
            if (problem is ForbiddenAddressException found)
                return found;
        }

        return null;
    }
}
