using Newsroom.Hosting;
using Newsroom.Publishing;

return await ServiceHost.RunAsync(args, new ServiceDefaults("newsroom-publishing", Port: 8080), PublishingModule.Add, PublishingModule.Map);
