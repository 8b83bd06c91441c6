using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Replay.Sending;

/// <summary>
/// Repeats a request while the service says later: after the time that it asks for, else after 0.2 s and twice as long each time up to 10 s,
/// with up to a quarter of jitter so that senders don't come back together. Repeating is safe: the service takes each interaction once.
/// </summary>
internal sealed class Backoff(TimeProvider clock, TimeSpan giveUpAfter, ReplaySummary summary, Texts texts)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Never <see cref="Answer.Later"/>. Throws when one request could not be answered for <c>giveUpAfter</c>.</summary>
    public async Task<Answer> UntilAnsweredAsync(Func<CancellationToken, Task<Answer>> ask, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        for (var pause = First; ; pause = Min(pause * 2, Longest))
        {
            var answer = await ask(cancellation);
            if (answer is not Answer.Later later) return answer;

            var wait = later.After ?? (pause * (1 + (Random.Shared.NextDouble() / 4)));
            if (clock.GetElapsedTime(began) + wait > giveUpAfter)
                throw new ServiceRefusedException(texts["service.gave-up", (long)giveUpAfter.TotalSeconds, later.Reason]);
            summary.Retried();
            await Task.Delay(wait, clock, cancellation);
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
