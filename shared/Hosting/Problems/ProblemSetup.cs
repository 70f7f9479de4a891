using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Newsroom.Hosting.Bus;

namespace Newsroom.Hosting.Problems;

/// <summary>Errors as RFC 9457 problem details, each with a sentence that says what to do.</summary>
internal static class ProblemSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = problem =>
        {
            problem.ProblemDetails.Detail ??= problem.ProblemDetails.Status switch
            {
                StatusCodes.Status404NotFound => "There is nothing at this address.",
                StatusCodes.Status405MethodNotAllowed => "This address does not take this method; the Allow header names those it takes.",
                StatusCodes.Status503ServiceUnavailable => "The store does not answer just now. Nothing was taken; try again in a few seconds.",
                >= 500 => "Something went wrong here, not with your request. The log has the details under this traceId.",
                _ => null,
            };
        });
        services.AddExceptionHandler<PassingFailureHandler>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = problem => problem switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                _ when PassingFailure.Is(problem) => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseStatusCodePages();
    }

    /// <summary>Tells the sender when to come back while a store is away.</summary>
    private sealed class PassingFailureHandler : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (PassingFailure.Is(exception))
                httpContext.Response.Headers.RetryAfter = "5";
            return ValueTask.FromResult(false);
        }
    }
}
