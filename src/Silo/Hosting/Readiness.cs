using Microsoft.Extensions.Hosting;
using SocialCrm.Storage;

namespace SocialCrm.Silo.Hosting;

/// <summary>Whether this process can take and commit: it has started, doesn't stop, reaches the actors, and the store commits.</summary>
public sealed class Readiness(Store store, IClusterView cluster, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    /// <summary>Milliseconds that an answer of the store is believed: however often it is asked, the store is tried once in that time.</summary>
    private const long LifeMs = 1_000;

    /// <summary>A store that hasn't answered by then can't commit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _one = new(1);
    private Answer? _answer;

    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested || !cluster.IsReachable) return false;
        await _one.WaitAsync(cancellation);
        try
        {
            if (_answer is { } known && time.GetElapsedTime(known.Since).TotalMilliseconds < LifeMs) return known.CanCommit;
            _answer = new Answer(await CanCommitAsync(), time.GetTimestamp());
            return _answer.CanCommit;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> CanCommitAsync()
    {
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            return await store.CanCommitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed record Answer(bool CanCommit, long Since);
}
