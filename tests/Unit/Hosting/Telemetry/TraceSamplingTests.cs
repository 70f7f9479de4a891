using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Newsroom.Hosting;
using Newsroom.Hosting.Telemetry;
using OpenTelemetry.Trace;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Telemetry;

public sealed class TraceSamplingTests
{
    private const ActivityTraceFlags Kept = ActivityTraceFlags.Recorded;
    private const ActivityTraceFlags Dropped = ActivityTraceFlags.None;

    [Theory]
    [InlineData(null, null, true, true, false)]
    [InlineData("", null, true, true, false)]
    [InlineData("parentbased_always_on", null, true, true, false)]
    [InlineData("PARENTBASED_ALWAYS_OFF", null, false, true, false)]
    [InlineData("parentbased_traceidratio", "1", true, true, false)]
    [InlineData("parentbased_traceidratio", "0", false, true, false)]
    [InlineData("parentbased_traceidratio", null, true, true, false)]
    [InlineData("always_on", null, true, true, true)]
    [InlineData("always_off", null, false, false, false)]
    [InlineData("traceidratio", "0.0", false, false, false)]
    public void A_sampler_decides_as_OpenTelemetry_says(string? sampler, string? share, bool root, bool belowKept, bool belowDropped)
    {
        var chosen = TraceSampling.Read(Settings(sampler, share));
        Assert.Equal(root, IsKept(chosen, default));
        Assert.Equal(belowKept, IsKept(chosen, Parent(Kept)));
        Assert.Equal(belowDropped, IsKept(chosen, Parent(Dropped)));
    }

    [Theory]
    [InlineData("always_on")]
    [InlineData("traceidratio")]
    public void What_goes_on_all_the_time_is_not_traced_by_any_sampler(string sampler)
    {
        ActivityContext quiet;
        using (HostingTelemetry.Quiet())
            quiet = Activity.Current!.Context;
        Assert.False(IsKept(TraceSampling.Read(Settings(sampler, null)), quiet));
    }

    [Theory]
    [InlineData("sometimes", null, "OTEL_TRACES_SAMPLER", "sometimes", "parentbased_always_on")]
    [InlineData("parentbased_traceidratio", "10%", "OTEL_TRACES_SAMPLER_ARG", "10%", "from 0 to 1")]
    [InlineData("traceidratio", "1.5", "OTEL_TRACES_SAMPLER_ARG", "1.5", "from 0 to 1")]
    [InlineData("traceidratio", "NaN", "OTEL_TRACES_SAMPLER_ARG", "NaN", "from 0 to 1")]
    public void A_wrong_one_stops_the_start_and_names_the_setting_the_value_and_the_cure(string sampler, string? share, string setting, string value, string cure)
    {
        string[] arguments = ["--ConnectionStrings:broker=memory", "--ConnectionStrings:store=Data Source=unused", $"--OTEL_TRACES_SAMPLER={sampler}", $"--OTEL_TRACES_SAMPLER_ARG={share}"];
        var problem = Assert.Throws<SettingException>(() => ServiceHost.Build(arguments, new ServiceDefaults("newsroom-unit", Port: 8080), _ => { }, _ => { }));
        Assert.StartsWith($"The setting '{setting}' is '{value}'. ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(cure, problem.Message, StringComparison.Ordinal);
    }

    private static bool IsKept(Sampler sampler, ActivityContext parent) =>
        sampler.ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), "test", ActivityKind.Internal)).Decision == SamplingDecision.RecordAndSample;

    private static ActivityContext Parent(ActivityTraceFlags flags) =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, isRemote: true);

    private static IConfiguration Settings(string? sampler, string? share) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["OTEL_TRACES_SAMPLER"] = sampler, ["OTEL_TRACES_SAMPLER_ARG"] = share }).Build();
}
