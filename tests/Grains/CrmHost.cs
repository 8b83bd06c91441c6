using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Configuration;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Routing;
using SocialCrm.Silo;
using SocialCrm.Storage;
using SocialCrm.TestKit;

namespace SocialCrm;

/// <summary>The whole service without HTTP: storage, grains and intake in one host, on the engine that is built.</summary>
internal sealed class CrmHost : IAsyncDisposable
{
    private readonly IHost _host;

    private CrmHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public Intake Intake => Services.GetRequiredService<Intake>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IQueries Queries => Services.GetRequiredService<IQueries>();

    public static async Task<CrmHost> StartAsync(string store, string folder, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var storage = new StorageOptions { Store = store, DataFolder = folder };
        // Nothing is configured, unless a test says what is: rows and versions are those of what is done alone.
        builder.Services.AddSingleton<IConfigurations>(new FixedConfiguration(Configuration.Configuration.Empty));
        builder.Services.AddStorage(storage).AddIntake().AddGrainWork().AddQueueRouting();
        builder.AddCrmSilo(new SiloOptions { Port = Ports.FreeForSilo() }, storage);
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new CrmHost(host);
    }

    public async Task<IReadOnlyList<Receipt>> TakeAsync(params Interaction[] interactions)
    {
        var result = await Intake.TakeAsync(interactions, new IntakeOrigin("test", Trusted: true, History: false), CancellationToken.None);
        return result is IntakeResult.Taken taken ? taken.Receipts : throw new InvalidOperationException($"not taken: {result}");
    }

    public async Task<IReadOnlyList<Receipt>> UpdateAsync(params InteractionUpdate[] updates)
    {
        var result = await Services.GetRequiredService<UpdateIntake>().TakeAsync(updates, CancellationToken.None);
        return result is IntakeResult.Taken taken ? taken.Receipts : throw new InvalidOperationException($"not taken: {result}");
    }

    public async Task<CustomerView> CustomerAsync(CustomerId id) =>
        await Grains.GetGrain<ICustomerGrain>(Keys.Of(id)).GetAsync() ?? throw new InvalidOperationException("no such customer");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else _host.Dispose();
    }
}
