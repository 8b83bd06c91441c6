using Orleans;
using Orleans.Concurrency;

namespace SocialCrm.Audiences;

/// <summary>Who has one conversation before them, and who writes. Nothing is stored. Key: <see cref="Keys.Of(Identities.ConversationId)"/>.</summary>
[Alias("crm.audience")]
public interface IAudienceGrain : IGrainWithStringKey
{
    /// <summary>Says that somebody views it, or writes. The host is told of changes as long as one of its connections signs.</summary>
    [Alias("sign")]
    Task<Audience> SignAsync(AudienceSign sign, IAudienceObserver host);

    [Alias("leave")]
    Task LeaveAsync(string host, string connection);

    /// <summary>Who is there now; without being seen, the host is told of changes for half a minute after its last look.</summary>
    [Alias("look")]
    Task<Audience> LookAsync(string host, IAudienceObserver observer);
}

/// <summary>A host with somebody who views.</summary>
[Alias("crm.audience-observer")]
public interface IAudienceObserver : IGrainObserver
{
    [OneWay, Alias("changed")]
    Task ChangedAsync(Audience audience);
}
