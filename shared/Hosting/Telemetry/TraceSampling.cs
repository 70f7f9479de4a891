using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Newsroom.Hosting.Telemetry;

/// <summary>
/// Which traces are kept: <c>OTEL_TRACES_SAMPLER</c> and <c>OTEL_TRACES_SAMPLER_ARG</c>, as OpenTelemetry defines them (Environment Variable
/// Specification, General SDK Configuration). The SDK reads them too, but takes a value that it does not know for the default and
/// says nothing. The samplers that follow a parent keep a trace as a whole or not at all.
/// </summary>
internal static class TraceSampling
{
    private const string Setting = "OTEL_TRACES_SAMPLER";
    private const string ShareSetting = "OTEL_TRACES_SAMPLER_ARG";

    /// <exception cref="SettingException">A sampler that is not known, or a share that is none.</exception>
    public static Sampler Read(IConfiguration configuration)
    {
        var name = configuration[Setting]?.Trim().ToLowerInvariant();
        Sampler chosen = name switch
        {
            null or "" or "parentbased_always_on" => new ParentBasedSampler(new AlwaysOnSampler()),
            "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
            "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Share(configuration))),
            "always_on" => new AlwaysOnSampler(),
            "always_off" => new AlwaysOffSampler(),
            "traceidratio" => new TraceIdRatioBasedSampler(Share(configuration)),
            _ => throw new SettingException(Setting, configuration[Setting],
                "Set it to parentbased_always_on (every trace, the default), to parentbased_traceidratio with the share to keep in OTEL_TRACES_SAMPLER_ARG, to parentbased_always_off, "
                + "or to one of these without parentbased_, which does not follow what the sender decided."),
        };
        return new WithoutQuiet(chosen);
    }

    private static double Share(IConfiguration configuration)
    {
        var value = configuration[ShareSetting];
        if (string.IsNullOrWhiteSpace(value))
            return 1;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw new SettingException(ShareSetting, value, "Set it to the share of traces to keep, from 0 to 1: 0.1 keeps one in ten.");
    }

    /// <summary>Drops what goes on in a <see cref="HostingTelemetry.Quiet"/>, also where the chosen sampler does not look at parents.</summary>
    private sealed class WithoutQuiet(Sampler chosen) : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            samplingParameters.ParentContext.TraceState == HostingTelemetry.QuietState
                ? new SamplingResult(SamplingDecision.Drop)
                : chosen.ShouldSample(samplingParameters);
    }
}
