using Orleans;
using Orleans.Runtime;

namespace SocialCrm.Audiences;

/// <inheritdoc cref="IAudienceGrain"/>
[GrainType("audience")]
public sealed class AudienceGrain(AudienceTimes times, TimeProvider time) : Grain, IAudienceGrain
{
    private readonly AudienceLedger _ledger = new(times);
    private readonly Dictionary<string, IAudienceObserver> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _lookingUntil = new(StringComparer.Ordinal);
    private readonly Guid _epoch = Guid.NewGuid();
    private IGrainTimer? _timer;
    private long _number;

    private TimeSpan Now => time.GetElapsedTime(0);

    private Audience Audience => new() { Conversation = this.GetPrimaryKeyString(), Epoch = _epoch, Number = _number, Viewers = _ledger.Viewers };

    public Task<Audience> SignAsync(AudienceSign sign, IAudienceObserver host)
    {
        Know(sign.Host, host);
        TellIf(_ledger.Sign(sign, Now));
        return Task.FromResult(Audience);
    }

    public Task<Audience> LookAsync(string host, IAudienceObserver observer)
    {
        Know(host, observer);
        _lookingUntil[host] = Now + times.LookingFor;
        return Task.FromResult(Audience);
    }

    public Task LeaveAsync(string host, string connection)
    {
        TellIf(_ledger.Leave(host, connection, Now));
        Tidy();
        return Task.CompletedTask;
    }

    private void Know(string host, IAudienceObserver observer)
    {
        _hosts[host] = observer;
        _timer ??= this.RegisterGrainTimer(static (self, _) => self.ExpireAsync(), this, new GrainTimerCreationOptions(times.Tick, times.Tick) { KeepAlive = true });
    }

    private Task ExpireAsync()
    {
        TellIf(_ledger.Expire(Now));
        Tidy();
        return Task.CompletedTask;
    }

    private void TellIf(bool changed)
    {
        if (!changed) return;
        _number++;
        var audience = Audience;
        foreach (var host in _hosts.Values) _ = host.ChangedAsync(audience);
    }

    /// <summary>After the last change was told.</summary>
    private void Tidy()
    {
        foreach (var (host, until) in _lookingUntil) if (until <= Now) _lookingUntil.Remove(host);
        foreach (var host in _hosts.Keys) if (!_ledger.Has(host) && !_lookingUntil.ContainsKey(host)) _hosts.Remove(host);
        if (_hosts.Count > 0) return;
        _timer?.Dispose();
        _timer = null;
        DeactivateOnIdle();
    }
}
