using Orleans;
using Orleans.Concurrency;

namespace SocialCrm.Routing;

/// <summary>A queue that gives its conversations to agents by itself. Key: <see cref="Keys.OfQueue"/>.</summary>
[Alias("crm.queue")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>Something may have changed: a conversation waits, an agent has room. Hints that come while it works are one.</summary>
    [AlwaysInterleave, OneWay, Alias("hint")]
    Task HintAsync();
}
