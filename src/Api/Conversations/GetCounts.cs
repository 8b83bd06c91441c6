using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;
using SocialCrm.Journal;

namespace SocialCrm.Api.Conversations;

/// <summary>
/// <c>GET /api/conversations/counts</c>. Every open console asks again when something changes, so one answer serves all who ask within
/// <see cref="LifeMs"/>: a crowd costs as much as one.
/// </summary>
internal sealed class GetCounts(IDeskQueries desk, TimeProvider time)
{
    private const long LifeMs = 500;

    private readonly Lock _gate = new();
    private (Task<DeskCounts> Counts, long Since)? _latest;

    public async Task HandleAsync(HttpContext context) => await context.JsonAsync(await CountsAsync(), ApiJson.Counts);

    private Task<DeskCounts> CountsAsync()
    {
        lock (_gate)
        {
            if (_latest is { } latest && !latest.Counts.IsFaulted && (!latest.Counts.IsCompleted || time.GetElapsedTime(latest.Since).TotalMilliseconds < LifeMs)) return latest.Counts;
            // Nobody's cancellation: others wait for it, too.
            var counts = desk.CountsAsync(CancellationToken.None);
            _latest = (counts, time.GetTimestamp());
            return counts;
        }
    }
}
