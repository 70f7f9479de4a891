using Microsoft.AspNetCore.Hosting.Server;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Standalone.Traces;

/// <summary>The page of an article's traces, at an address to click on.</summary>
internal sealed class ShownTraceAddress(IServer server) : ITraceAddress
{
    public string Of(string subject) => $"{Welcome.AddressOf(server)}/traces/{subject}";
}
