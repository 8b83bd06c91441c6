using System.Globalization;
using SocialCrm.Configuration;
using SocialCrm.Conversations;

namespace SocialCrm.Rules;

/// <summary>What other rules would have made of past traffic, beside those in force: both go through the deciders, from the same rows, and nothing is kept but counts.</summary>
/// <param name="from">What was before stays as it was.</param>
/// <param name="until">Deadlines run on to here.</param>
public sealed class RuleTrial(Configuration.Configuration now, Configuration.Configuration changed, IConfigurations known, DateTimeOffset from, DateTimeOffset until)
{
    /// <summary>Most conversations shown of those that would be different.</summary>
    public const int MaxSamples = 50;

    private readonly TrialRun _now = new(now, known, from, until);
    private readonly TrialRun _changed = new(changed, known, from, until);
    private readonly List<TrialSample> _samples = [];
    private long _conversations;
    private long _different;

    /// <param name="empty">The conversation without rows.</param>
    /// <param name="rows">All of them.</param>
    public void Add(ConversationState empty, IReadOnlyList<RecordedRow> rows)
    {
        var before = _now.Run(empty, rows);
        var after = _changed.Run(empty, rows);
        _conversations++;
        if (Differences(before, after) is not { Count: > 0 } differences) return;
        _different++;
        if (_samples.Count < MaxSamples) _samples.Add(new TrialSample { Conversation = empty.Id, Differences = differences });
    }

    public TrialCounts Counts() => new()
    {
        Conversations = _conversations,
        Different = _different,
        Messages = _now.Messages,
        Figures = [.. _now.Totals.Keys.Union(_changed.Totals.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(key =>
            new TrialFigure { Name = key, Now = _now.Totals.GetValueOrDefault(key), Changed = _changed.Totals.GetValueOrDefault(key) })],
        Samples = [.. _samples],
    };

    private static List<TrialDifference> Differences(TrialOutcome now, TrialOutcome changed)
    {
        List<TrialDifference> differences = [];
        var (before, after) = (now.State, changed.State);
        Compare("queue", before.Queue, after.Queue);
        Compare("assignee", before.Assignee, after.Assignee);
        Compare("priority", Names.Of(before.Priority), Names.Of(after.Priority));
        Compare("status", Names.Of(before.Status), Names.Of(after.Status));
        Compare("tags", string.Join(", ", before.Tags), string.Join(", ", after.Tags));
        foreach (var name in now.Counts.Keys.Union(changed.Counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Compare(name, Text(now.Counts.GetValueOrDefault(name)), Text(changed.Counts.GetValueOrDefault(name)));
        return differences;

        void Compare(string what, string? one, string? other)
        {
            if (one != other) differences.Add(new TrialDifference { What = what, Now = one, Changed = other });
        }

        static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
    }
}
