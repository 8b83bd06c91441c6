using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Rules;

namespace Orleans.Embedded.Hosting;

/// <summary>Checks the contracts before anything of the host starts, and ends the grains after everything that was started later has stopped.</summary>
internal sealed class EmbeddedSiloService(EmbeddedSilo silo) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!silo.Faults.RulesUnchecked)
            ContractRules.Enforce(silo.Options.GrainAssemblies, silo.Options.AliasPrefix);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => silo.StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
