using Newsroom.Enrichment;
using Newsroom.Hosting;

return await ServiceHost.RunAsync(args, new ServiceDefaults("newsroom-enrichment", Port: 8082), EnrichmentModule.Add, EnrichmentModule.Map);
