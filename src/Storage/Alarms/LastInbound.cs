using System.Collections.Concurrent;

namespace SocialCrm.Alarms;

/// <summary>When each channel's newest message was; what is known already needn't be looked for again.</summary>
public sealed class LastInbound(IAlarmQueries alarms)
{
    /// <summary>A channel without a message for so long isn't used any more.</summary>
    private static readonly TimeSpan UsedWithin = TimeSpan.FromDays(14);

    /// <summary>As many as the configuration names channels.</summary>
    private readonly ConcurrentDictionary<(string Channel, string? Account), DateTimeOffset> _known = [];

    /// <summary>Null where there is none of the last two weeks.</summary>
    public async Task<DateTimeOffset?> OfAsync(string channel, string? account, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = _known.TryGetValue((channel, account), out var known) ? known : now - UsedWithin;
        if (await alarms.LastInboundAsync(channel, account, since, cancellation) is not { } last) return null;
        _known[(channel, account)] = last;
        return last;
    }
}
