using SocialCrm.Cli.Replay.Recordings;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Replay.Sending;

/// <summary>
/// Sends a batch until every row of it is answered for: repeats what can be repeated, leaves out what is refused and sends the rest. Used by all senders.
/// </summary>
internal sealed class BatchSender(IntakeClient client, Backoff backoff, ReplaySummary summary, Texts texts)
{
    /// <summary>Refused rows that get a second chance; more are refused at once.</summary>
    public const int MaxSecondChances = 1_000;

    private readonly Lock gate = new();
    private List<Row>? again = [];

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
                    foreach (var (index, reason) in invalid.Reasons.Where(r => r.Key < rows.Count)) Refused(rows[index], reason);
                    batch = [.. rows.Where((_, i) => !invalid.Reasons.ContainsKey(i))];
                    break;
                case Answer.InvalidSomewhere somewhere when rows.Count == 1:
                    Refused(rows[0], somewhere.Reason);
                    return;
                case Answer.InvalidSomewhere:
                    await SendAsync([.. rows.Take(rows.Count / 2)], cancellation);
                    batch = [.. rows.Skip(rows.Count / 2)];
                    break;
                case var answer:
                    throw Ended(answer);
            }
        }
    }

    /// <summary>
    /// After all others: sends what was refused once more, one by one in the order of the file. It may have named a customer whose first message
    /// was still under way. What is refused now is refused.
    /// </summary>
    public async Task SendRefusedAgainAsync(CancellationToken cancellation)
    {
        List<Row> rows;
        lock (gate) (rows, again) = (again ?? [], null);
        foreach (var row in rows.OrderBy(r => r.Place.Line)) await SendAsync([row], cancellation);
    }

    public async Task EndHistoryAsync(CancellationToken cancellation)
    {
        var answer = await backoff.UntilAnsweredAsync(client.EndHistoryAsync, cancellation);
        if (answer is not Answer.Taken) throw Ended(answer);
    }

    private void Refused(Row row, string reason)
    {
        lock (gate)
        {
            if (again?.Count < MaxSecondChances)
            {
                again.Add(row);
                return;
            }
        }

        summary.RefusedThere(row, reason);
    }

    private ServiceRefusedException Ended(Answer answer) =>
        new(answer is Answer.Never never ? texts[never.TextKey, never.Detail] : texts["replay.not-crm", ""]);
}
