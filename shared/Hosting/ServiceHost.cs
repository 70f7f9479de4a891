using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MongoDB.Driver;
using Newsroom.Contracts;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Health;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Outgoing;
using Newsroom.Hosting.Problems;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting;

/// <summary>
/// What every service stands on. A program is <c>ServiceHost.RunAsync</c> with what its modules add and map; settings come from the
/// command line, the environment (<c>Newsroom__Section__Setting</c>), <see cref="SecretFiles">files of secrets</see> and
/// <c>appsettings.json</c>, the earlier before the later, and are checked before anything starts.
/// </summary>
public sealed class ServiceHost
{
    private readonly ServiceIdentity identity;

    private ServiceHost(string[] args, ServiceDefaults defaults)
    {
        identity = new ServiceIdentity(defaults.Name);
        // Settings are checked at the start and hold until the end. A watcher of appsettings.json would look at every write to whatever lies beside it.
        Web = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        Web.Configuration.AddSecretFiles();
        ApplyDefaults(defaults);
        Broker = BrokerConnection.Parse(Web.Configuration.GetConnectionString("broker"));
        Store = StoreConnection.Parse(Web.Configuration.GetConnectionString("store"));
        Services.AddSingleton(identity).AddSingleton(TimeProvider.System);
        AddOptions<OutboxOptions>(OutboxOptions.Section);
        AddOptions<BusOptions>(BusOptions.Section);
        Web.Configuration.JoinList($"{OutgoingOptions.Section}:{nameof(OutgoingOptions.AllowedNetworks)}");
        AddOptions<OutgoingOptions>(OutgoingOptions.Section);
        Services.AddGuardedHttp();
        Services.AddProblems();
        Services.AddAccess(Web.Configuration);
        Services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        Services.AddDescriptions();
        Services.Configure<HostOptions>(host =>
        {
            // The web server comes up while the bus still waits for its broker, so that /health can say so.
            host.ServicesStartConcurrently = true;
            host.ShutdownTimeout = BusSetup.HostStop;
        });
        Services.AddSingleton<StoreSetup>().AddHostedService(provider => provider.GetRequiredService<StoreSetup>());
        Services.AddHostedService<OutboxMetrics>();
        Web.AddTelemetry(defaults.Name);
        Services.AddSingleton<ITraceAddress, TraceIdAlone>();
        Services.AddHealthChecks().AddCheck<BrokerCheck>("broker", tags: [HealthEndpoints.Ready]);
        Services.AddSingleton<BrokerCheck>().AddSingleton<BrokerProbe>().AddSingleton<FaultSightings>();
        if (!Broker.IsMemory)
            Services.AddHostedService<QueueMetrics>();
        Web.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    public WebApplicationBuilder Web { get; }

    public IServiceCollection Services => Web.Services;

    public BusParts Bus { get; } = new();

    public BrokerConnection Broker { get; }

    public StoreConnection Store { get; }

    /// <summary>Runs a service until it is told to stop.</summary>
    /// <returns>0, or 1 if a setting stopped the start; then a sentence on standard error says which and what to do.</returns>
    public static async Task<int> RunAsync(string[] args, ServiceDefaults defaults, Action<ServiceHost> add, Action<WebApplication> map)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is [SelfProbe.Argument])
            return await SelfProbe.RunAsync();
        try
        {
            await using var app = Build(args, defaults, add, map);
            var background = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
            await app.RunAsync();
            return await FailureOfAsync(background) is { } failure ? throw failure : 0;
        }
        catch (Exception problem) when (Explain(problem) is not null)
        {
            await Console.Error.WriteLineAsync(Explain(problem));
            return 1;
        }
    }

    /// <summary>The same without running it.</summary>
    public static WebApplication Build(string[] args, ServiceDefaults defaults, Action<ServiceHost> add, Action<WebApplication> map)
    {
        var host = new ServiceHost(args, defaults);
        add(host);
        host.Services.AddBus(host.Bus, host.Broker);
        var app = host.Web.Build();
        app.UseProblems();
        app.UseRouting();
        app.MapHealth();
        app.MapDescriptions();
        map(app);
        return app;
    }

    /// <summary>Options from the settings' section <paramref name="section"/>, checked at start.</summary>
    public void AddOptions<TOptions>(string section) where TOptions : class
    {
        Services.AddOptions<TOptions>().Bind(Web.Configuration.GetSection(section)).ValidateOnStart();
        Services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidation<TOptions>(section));
    }

    /// <summary>Something short to do once when the service starts, with telemetry running.</summary>
    public void AtStart(Action work) => Services.AddSingleton<IHostedService>(_ => new StartWork(work));

    /// <summary>What a service is for, as <c>/openapi/v1.json</c> says it; its endpoints carry the tag <paramref name="service"/>.</summary>
    public void Describe(string service, string text) => Services.AddSingleton(new ServiceDescription(service, text));

    /// <summary>The database of <paramref name="service"/>, under its name as key: <c>[FromKeyedServices("ingest")] IMongoDatabase</c>.</summary>
    public void AddMongo(string service)
    {
        Services.TryAddSingleton<IMongoClient>(_ => MongoConventions.Connect(Store.Mongo!, identity.Name));
        Services.AddKeyedSingleton(service, (provider, _) => provider.GetRequiredService<IMongoClient>().GetDatabase("newsroom-" + service));
        Services.AddHealthChecks().Add(new("store." + service,
            provider => new MongoCheck(provider.GetRequiredKeyedService<IMongoDatabase>(service), provider.GetRequiredService<StoreSetup>()),
            null, [HealthEndpoints.Ready]));
    }

    /// <summary>The SQLite file of <paramref name="service"/>, under its name as key; the outbox table is made in it.</summary>
    public void AddSqlite(string service, params string[] schema)
    {
        Services.AddKeyedSingleton(service, (_, _) => new SqliteDatabase(Store.Directory!, service, [SqliteOutbox.Schema, .. schema]));
        Services.AddHealthChecks().Add(new("store." + service,
            provider => new SqliteCheck(provider.GetRequiredKeyedService<SqliteDatabase>(service)), null, [HealthEndpoints.Ready]));
    }

    /// <summary>What made the host stop by itself, which it does when one of its background services fails.</summary>
    private static async Task<Exception?> FailureOfAsync(IEnumerable<BackgroundService> services)
    {
        foreach (var running in services.Select(service => service.ExecuteTask).OfType<Task>().Where(task => task.IsFaulted))
        {
            try
            {
                await running;
            }
            catch (Exception problem)
            {
                return new InvalidOperationException("A part of the service failed, and the service with it.", problem);
            }
        }

        return null;
    }

    private static string? Explain(Exception problem) => problem switch
    {
        SettingException => problem.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        InvalidOperationException { Message: var message } when message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } address =>
            $"{address.Message} Another program listens there: end it, or set ASPNETCORE_URLS to another address, such as http://127.0.0.1:8090.",
        AggregateException { InnerExceptions: var several } => several.Select(Explain).FirstOrDefault(explained => explained is not null),
        _ => null,
    };

    private sealed class StartWork(Action work) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            work();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private void ApplyDefaults(ServiceDefaults defaults)
    {
        var configuration = Web.Configuration;
        if (defaults.Embedded)
        {
            var data = configuration["Newsroom:Data"] is { Length: > 0 } given ? given : "data";
            SetDefault("ConnectionStrings:store", $"Data Source={data}");
            SetDefault("ConnectionStrings:broker", "memory");
        }

        if (configuration["URLS"] is null && configuration["HTTP_PORTS"] is null && configuration["HTTPS_PORTS"] is null
            && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            Web.WebHost.UseUrls($"http://127.0.0.1:{defaults.Port}");
        }

        void SetDefault(string key, string value)
        {
            if (string.IsNullOrWhiteSpace(configuration[key]))
                configuration[key] = value;
        }
    }
}

/// <summary>
/// The name under which a service is seen, and where it listens if nothing else is said. An <see cref="Embedded"/> one needs no broker and no
/// database: messages stay in the process, documents in SQLite files.
/// </summary>
public sealed record ServiceDefaults(string Name, int Port, bool Embedded = false);
