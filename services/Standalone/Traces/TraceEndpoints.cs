namespace Newsroom.Standalone.Traces;
internal static class TraceEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/traces/{id:guid}", (Guid id, TraceStore store) => store.Find(id) is { } held ? Results.Ok(ArticleTracesView.Of(held)) : Results.NotFound()).ExcludeFromDescription();
}
