using Orleans;
using Orleans.Concurrency;

namespace SocialCrm.Routing;

/// <summary>
/// Who is there, and how many conversations each has: the one place where agents' room is given out, so that queues which share agents never give one
/// more than they may have. Nothing is stored: presence comes again with the next beat, loads are read. One for the whole service (<see cref="Keys.Desk"/>).
/// </summary>
[Alias("crm.desk")]
public interface IDeskGrain : IGrainWithStringKey
{
    /// <summary>Says that somebody is there, or not; lasts for <see cref="PresenceTimes.Expiry"/>.</summary>
    [AlwaysInterleave, Alias("say")]
    Task<AgentPresence> SayAsync(string agent, Presence presence);

    [AlwaysInterleave, Alias("presences")]
    Task<Presences> PresencesAsync();

    /// <summary>With loads that are at most a second old.</summary>
    [Alias("look")]
    Task<DeskView> LookAsync();

    /// <summary>Keeps seats for conversations, as far as their agents have room: answers those that are kept. Each is settled by <see cref="SettleAsync"/>, or let go after a minute.</summary>
    [Alias("keep")]
    Task<IReadOnlyList<Seat>> KeepAsync(IReadOnlyList<Seat> seats);

    [Alias("settle")]
    Task SettleAsync(IReadOnlyList<SeatOutcome> outcomes);

    /// <summary>Agents with open conversations whose shift is over, or who have been away for too long.</summary>
    [Alias("absent")]
    Task<IReadOnlyList<AbsentAgent>> AbsentAsync();

    /// <summary>Begins or renews a host's lease for <see cref="PresenceTimes.HostLease"/>.</summary>
    [AlwaysInterleave, Alias("renew")]
    Task<Presences> RenewAsync(string host, IPresenceObserver observer);

    [AlwaysInterleave, Alias("leave")]
    Task LeaveAsync(string host);
}

/// <summary>A host that somebody watches presences at.</summary>
[Alias("crm.presence-observer")]
public interface IPresenceObserver : IGrainObserver
{
    /// <summary>What changed, with the number of the last change.</summary>
    [OneWay, Alias("changed")]
    Task ChangedAsync(Presences changes);
}
