using SocialCrm.Cli.Replay.Recordings;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Replay.Sending;

/// <summary>Sends a batch until every row of it is answered for: repeats what can be repeated, leaves out what is refused and sends the rest.</summary>
internal sealed class BatchSender(IntakeClient client, Backoff backoff, ReplaySummary summary, Texts texts)
{
    public async Task SendAsync(IReadOnlyList<Row> batch, CancellationToken cancellation)
    {
        while (batch.Count > 0)
        {
            var rows = batch;
            switch (await backoff.UntilAnsweredAsync(c => client.SendAsync(rows, c), cancellation))
            {
                case Answer.Taken taken:
                    summary.Answered(taken.Accepted, taken.Duplicates);
                    return;
                case Answer.Invalid invalid when invalid.Reasons.Keys.Any(i => i < rows.Count):
                    foreach (var (index, reason) in invalid.Reasons.Where(r => r.Key < rows.Count)) summary.RefusedThere(rows[index], reason);
                    batch = [.. rows.Where((_, i) => !invalid.Reasons.ContainsKey(i))];
                    break;
                case Answer.InvalidSomewhere somewhere when rows.Count == 1:
                    summary.RefusedThere(rows[0], somewhere.Reason);
                    return;
                case Answer.InvalidSomewhere:
                    await SendAsync([.. rows.Take(rows.Count / 2)], cancellation);
                    batch = [.. rows.Skip(rows.Count / 2)];
                    break;
                case Answer.Never never:
                    throw new ServiceRefusedException(texts[never.TextKey, never.Detail]);
                default:
                    throw new ServiceRefusedException(texts["replay.not-crm", ""]);
            }
        }
    }

    public async Task EndHistoryAsync(CancellationToken cancellation)
    {
        var answer = await backoff.UntilAnsweredAsync(client.EndHistoryAsync, cancellation);
        if (answer is Answer.Never never) throw new ServiceRefusedException(texts[never.TextKey, never.Detail]);
        if (answer is not Answer.Taken) throw new ServiceRefusedException(texts["replay.not-crm", ""]);
    }
}
