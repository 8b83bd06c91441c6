using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SocialCrm.Silo;

namespace SocialCrm.Api.Observability;

/// <summary>Sends metrics and traces out over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; without it nothing is gathered at all.</summary>
internal static class ObservabilityFeature
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddObservability(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ResidentActors>();
        if (string.IsNullOrEmpty(configuration[EndpointSetting])) return services;
        // Else requests' spans have neither a route nor a status: the platform leaves both to a package of instrumentation.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        return services.AddHostedService<Exporting>();
    }

    /// <summary>Runs the providers as long as the host runs; what is left is sent at the end. The exporter reads the OTEL_* variables itself.</summary>
    private sealed class Exporting(ResidentActors actors) : IHostedService
    {
        private MeterProvider? _meters;
        private TracerProvider? _traces;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            actors.Publish();
            var resource = ResourceBuilder.CreateDefault().AddService("socialcrm").AddAttributes([new("crm.engine", SiloHosting.EngineName)]).AddEnvironmentVariableDetector();
            _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter(Metrics.Name, Metrics.Name + ".*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
                .AddOtlpExporter().Build();
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource(Metrics.Name, Metrics.Name + ".*", "Microsoft.AspNetCore")
                .AddOtlpExporter().Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _meters?.Dispose();
            _traces?.Dispose();
            return Task.CompletedTask;
        }
    }
}
