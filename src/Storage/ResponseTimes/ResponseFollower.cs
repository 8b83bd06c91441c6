using SocialCrm.Conversations;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Tail;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// Follows the journal and keeps the tables of waits and resolutions. Each page of rows and the position after it are one transaction, so it counts nothing twice
/// and misses nothing, however many processes try: the one that is second finds the position moved.
/// </summary>
public sealed class ResponseFollower
{
    private const string Name = "response-times";

    /// <summary>Journal rows of one step.</summary>
    private const int MaxRows = 1_000;

    private readonly ITail _tail;

    internal ResponseFollower(ITail tail) => _tail = tail;

    /// <returns>Whether there may be more: the page was full.</returns>
    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        var from = await _tail.PositionAsync(Name, cancellation);
        var rows = await _tail.ReadAsync(from, MaxRows, cancellation);
        if (rows.Count == 0) return false;
        var work = new List<SqlStatement>();
        foreach (var row in rows)
        {
            if (MayConcern(row.Events)) foreach (var e in EventJson.ReadEvents(row.Events)) Add(work, row, e);
        }

        await _tail.MoveAsync(Name, from, rows[^1].Position, work, cancellation);
        return rows.Count == MaxRows;
    }

    /// <summary>Most rows record a message and nothing else: they aren't parsed.</summary>
    private static bool MayConcern(string events) => events.Contains("\"response.", StringComparison.Ordinal)
        || events.Contains("\"conversation.resolved/", StringComparison.Ordinal) || events.Contains("\"conversation.reopened/", StringComparison.Ordinal);

    private static void Add(List<SqlStatement> work, TailRow row, ConversationEvent e)
    {
        switch (e)
        {
            case ClockStarted { Clock: var clock } started:
                if (started.Replaces is { } replaced) work.Add(ResponseStatements.Move(row.Stream, clock.Kind, replaced, clock.Since));
                work.Add(ResponseStatements.Begin(row, clock, EventJson.ReadEvents(row.Events).OfType<InteractionRecorded>().FirstOrDefault()?.Language));
                break;
            case ClockChanged { Clock: var clock }:
                work.Add(ResponseStatements.Due(row.Stream, clock));
                break;
            case ClockDropped dropped:
                work.Add(ResponseStatements.Drop(row.Stream, dropped));
                break;
            case TargetBreached breached:
                work.Add(ResponseStatements.Breach(row.Stream, breached.Kind, breached.Since, isBreached: true, breached.DueAt));
                break;
            case BreachWithdrawn withdrawn:
                work.Add(ResponseStatements.Breach(row.Stream, withdrawn.Kind, withdrawn.Since, isBreached: false, null));
                break;
            case ResponseGiven given:
                work.Add(ResponseStatements.Given(row, given));
                break;
            case ResponseWithdrawn withdrawn:
                work.AddRange(ResponseStatements.Withdraw(row.Stream, withdrawn));
                break;
            case ConversationResolved:
                work.Add(ResponseStatements.Resolved(row));
                break;
            case ConversationReopened:
                work.Add(ResponseStatements.Reopened(row));
                break;
        }
    }
}
