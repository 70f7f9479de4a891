using Newsroom.Hosting;
using Newsroom.Standalone;

return await ServiceHost.RunAsync(
    [.. args.Where(argument => argument != DemoFeeder.Argument)],
    new ServiceDefaults("newsroom-standalone", Port: 8080, Embedded: true),
    host => StandaloneModule.Add(host, demo: args.Contains(DemoFeeder.Argument)),
    StandaloneModule.Map);
