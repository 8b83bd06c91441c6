namespace SocialCrm.Routing;

/// <summary>The hosts that presences are told to, each as long as it renews.</summary>
internal sealed class PresenceHosts
{
    /// <summary>Most hosts; a further one is refused until a lease ends.</summary>
    public const int MaxHosts = 1_000;

    private readonly Dictionary<string, (IPresenceObserver Observer, TimeSpan RenewedAt)> _hosts = new(StringComparer.Ordinal);

    public IEnumerable<IPresenceObserver> Observers => _hosts.Values.Select(static h => h.Observer);

    /// <summary>False when there are <see cref="MaxHosts"/> already.</summary>
    public bool Renew(string host, IPresenceObserver observer, TimeSpan now)
    {
        if (_hosts.Count >= MaxHosts && !_hosts.ContainsKey(host)) return false;
        _hosts[host] = (observer, now);
        return true;
    }

    public void Leave(string host) => _hosts.Remove(host);

    public void Drop(TimeSpan now)
    {
        foreach (var (host, (_, renewedAt)) in _hosts)
        {
            if (now - renewedAt > PresenceTimes.HostLease) _hosts.Remove(host);
        }
    }
}
