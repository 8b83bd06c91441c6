using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCrm.Journal;
using SocialCrm.Storage;

namespace SocialCrm.Configuration;

/// <summary>
/// What people configured, as this process knows it: read before the process takes calls, asked again every second, and at once after a change of its own.
/// </summary>
public sealed partial class Configurations(Store opening, IConfigurationStore store, TimeProvider time, ILogger<Configurations> log)
    : BackgroundService, IHostedLifecycleService, IConfigurations
{
    private const int MaxDocumentsPerRead = 100;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConfigurationVersions _versions = new();
    private readonly SemaphoreSlim _one = new(1);

    public Configuration Current => _versions.Current;

    public Configuration At(long version) => _versions.At(version);

    /// <summary>As of <see cref="ConfigurationVersions.TextAt"/>.</summary>
    public (long Version, string Text) TextAt(string kind, long version) => _versions.TextAt(kind, version);

    /// <summary>Stored documents that this program can't read; those before them are in force.</summary>
    public IReadOnlyList<UnreadableDocument> Unreadable => _versions.Unreadable;

    /// <summary>Takes what was stored since the last time; when it completes, all that was stored before the call is in force here.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be reached.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            IReadOnlyList<StoredDocument> documents;
            do
            {
                documents = await store.SinceAsync(_versions.Current.Version, MaxDocumentsPerRead, cancellation);
                Add(documents);
            }
            while (documents.Count == MaxDocumentsPerRead);
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await opening.OpenAsync(cancellationToken);
        // Of a long history only what is kept is read.
        var newest = await store.NewestAsync(cancellationToken);
        if (newest > ConfigurationVersions.MaxVersions) Add(await store.AtAsync(newest - ConfigurationVersions.MaxVersions, cancellationToken));
        await RefreshAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var isAway = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
                isAway = false;
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Said once, not every second: what is known stays in force meanwhile.
                if (!isAway) Away(_versions.Current.Version, e.GetType().Name);
                isAway = true;
            }
        }
    }

    private void Add(IReadOnlyList<StoredDocument> documents)
    {
        var before = _versions.Unreadable;
        _versions.Add(documents.Select(static d => (d.Version, d.Kind, d.Text)));
        foreach (var unreadable in _versions.Unreadable.Except(before))
            PassedOver(unreadable.Version, unreadable.Kind, unreadable.Fault.Field, unreadable.Fault.Rule);
    }

    [LoggerMessage(120, LogLevel.Warning, "The configuration stays at version {Version}: the store doesn't answer ({Reason})")]
    private partial void Away(long version, string reason);

    [LoggerMessage(121, LogLevel.Error, "Version {Version} of the document {Kind} can't be read by this program ({Field}: {Rule}): the one before stays in force")]
    private partial void PassedOver(long version, string kind, string field, ConfigurationRule rule);
}
