namespace Newsroom.Standalone;
internal sealed class DemoFeeder : BackgroundService
{
    public const string Argument = "--demo";
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}
