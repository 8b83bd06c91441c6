using Orleans.Configuration;

namespace SocialCrm.Silo;

/// <summary>
/// How soon silos notice that one of them is gone (docs/adr/0007-hosts.md has the figures). Killed: its connections break, and probes fail at once.
/// Frozen or cut off: three probes of a second are missed. It is then declared dead in the database by two votes (one, where only two silos are),
/// and its actors are placed anew at the next call. A frozen one that comes back reads that it was declared dead, and ends itself.
/// </summary>
internal static class Membership
{
    /// <summary>Time for one probe to be answered, and from one to the next.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    /// <summary>A machine that is busy for a moment isn't a dead silo: probes may take so long where they have been slow.</summary>
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(2);

    /// <summary>How often a silo writes that it lives; after three times without, the others need not wait for it when they vote or join.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(5);

    /// <summary>How often the members are read, beside being told of changes.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    /// <summary>Votes older than this don't count any more.</summary>
    private static readonly TimeSpan VoteLife = TimeSpan.FromSeconds(30);

    public static void Configure(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = Probe;
        options.MinProbeTimeout = Probe;
        options.MaxProbeTimeout = LongestProbe;
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.DeathVoteExpirationTimeout = VoteLife;
        options.IAmAliveTablePublishTimeout = Alive;
        options.TableRefreshTimeout = Refresh;
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
