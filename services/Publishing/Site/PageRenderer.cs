using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Newsroom.Publishing.Site;

/// <summary>
/// Components to HTML, whole, before anything is sent: the ETag is of the bytes, and an error halfway is an error and not half
/// a page.
/// </summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<byte[]> RenderAsync<TPage>(object view)
        where TPage : IComponent => Encoding.UTF8.GetBytes(await RenderAsync<TPage>(new Dictionary<string, object?> { ["View"] = view }));

    public async Task<string> RenderAsync<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // One each time: a renderer keeps what it rendered until it is disposed of.
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });
    }
}
