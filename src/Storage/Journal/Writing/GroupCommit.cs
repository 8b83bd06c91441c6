using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SocialCrm.Live;

namespace SocialCrm.Journal.Writing;

/// <summary>
/// Brings a group to its end: offenders get their answers, all others are committed. What can't be explained is tried in halves, so that at the end
/// one append alone is refused.
/// </summary>
internal sealed class GroupCommit(IChangeSink sink, WriterMetrics metrics, ILogger log, Action<IReadOnlyList<Pending>> remember)
{
    /// <summary>How often an append that stands alone is tried when its refusal can't be explained: what refused it may have been rolled back since.</summary>
    private const int MaxTriesAlone = 3;

    /// <summary>Answers every append of the group. Throws only where none of those unanswered may rely on anything.</summary>
    public async Task RunAsync(IWriteSession session, IReadOnlyList<Pending> group)
    {
        var triesAlone = 0;
        while (group.Count > 0)
        {
            var work = GroupWork.Of(group);
            var started = Stopwatch.GetTimestamp();
            WriteOutcome outcome;
            try
            {
                outcome = await session.WriteAsync(work);
            }
            catch (InvalidAppendException e) when (group.Count == 1)
            {
                group[0].Fail(e.InnerException ?? e);
                return;
            }
            catch (InvalidAppendException)
            {
                outcome = WriteOutcome.Refused.Unexplained;
            }

            switch (outcome)
            {
                case WriteOutcome.Written written:
                    metrics.Committed(work.Rows, Stopwatch.GetElapsedTime(started));
                    Tell(work, written);
                    return;
                case WriteOutcome.InDoubt doubt:
                    foreach (var pending in group) pending.Fail(doubt.Why);
                    _ = TellLateAsync(work, doubt);
                    return;
                case WriteOutcome.Refused { Offenders.Count: > 0 } refused:
                    group = Without(group, refused);
                    break;
                case WriteOutcome.Refused when group.Count > 1:
                    log.Halved(group.Count);
                    await RunAsync(session, [.. group.Take(group.Count / 2)]);
                    group = [.. group.Skip(group.Count / 2)];
                    break;
                case WriteOutcome.Refused when ++triesAlone >= MaxTriesAlone:
                    group[0].Answer(AppendResult.StaleVersion.Instance);
                    metrics.Refused(1);
                    return;
            }
        }
    }

    private List<Pending> Without(IReadOnlyList<Pending> group, WriteOutcome.Refused refused)
    {
        metrics.Refused(refused.Offenders.Count);
        log.Refused(refused.Offenders.Count, group.Count);
        var refusedAt = new bool[group.Count];
        foreach (var (index, why) in refused.Offenders)
        {
            refusedAt[index] = true;
            group[index].Answer(why);
        }

        return [.. group.Where((_, i) => !refusedAt[i])];
    }

    /// <summary>
    /// Senders repeat, and their repetitions are answered as known: nobody else would ever tell those who watch. What was committed meanwhile may be told
    /// before; versions say where this belongs.
    /// </summary>
    private async Task TellLateAsync(GroupWork work, WriteOutcome.InDoubt doubt)
    {
        if (await doubt.Settled) Tell(work, doubt.IfCommitted);
    }

    private void Tell(GroupWork work, WriteOutcome.Written written)
    {
        var answers = Changes.Of(work, written);
        remember(work.Appends);
        var changes = new List<Change>(answers.Length);
        foreach (var answer in answers) if (answer.Change is { } change) changes.Add(change);
        try
        {
            if (changes.Count > 0) sink.Committed(changes);
            if (work.Notices.Length > 0) sink.Raised(Array.ConvertAll(work.Notices, static n => n.ToView()));
            if (work.Notices.Length + work.Outgoing.Length > 0) sink.Waits();
        }
        catch (Exception e)
        {
            log.SinkFailed(e);
        }

        for (var i = 0; i < answers.Length; i++) work.Appends[i].Answer(answers[i]);
    }
}

/// <summary>The database can't take a value of this group, such as a text with U+0000: no conflict, and repeating wouldn't help.</summary>
internal sealed class InvalidAppendException(Exception inner) : Exception("a value that the database can't hold", inner);
