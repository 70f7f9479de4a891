using Newsroom.Hosting;
using Newsroom.Ingest;

return await ServiceHost.RunAsync(args, new ServiceDefaults("newsroom-ingest", Port: 8081), IngestModule.Add, IngestModule.Map);
