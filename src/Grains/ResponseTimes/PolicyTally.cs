namespace SocialCrm.ResponseTimes;

/// <summary>Counts what a job came to; many add at once.</summary>
internal sealed class PolicyTally(PolicyJob job)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PolicyCount> _policies = new(StringComparer.Ordinal);
    private PolicyJob _counted = job;

    public PolicyJob Job { get; } = job;

    public void Add(PolicyApplication applied)
    {
        lock (_gate)
        {
            _counted = _counted with
            {
                Looked = _counted.Looked + 1,
                Changed = _counted.Changed + (applied.IsChanged ? 1 : 0),
                MissedAtOnce = _counted.MissedAtOnce + (applied.IsMissedAtOnce ? 1 : 0),
                WereMissed = _counted.WereMissed + (applied.WasMissed ? 1 : 0),
            };
            var key = applied.Policy ?? "";
            var count = _policies.GetValueOrDefault(key) ?? new PolicyCount { Policy = applied.Policy };
            _policies[key] = count with
            {
                Count = count.Count + 1,
                EarliestDueAt = count.EarliestDueAt < applied.DueAt ? count.EarliestDueAt : applied.DueAt ?? count.EarliestDueAt,
                LatestDueAt = count.LatestDueAt > applied.DueAt ? count.LatestDueAt : applied.DueAt ?? count.LatestDueAt,
            };
        }
    }

    public void AddFailed()
    {
        lock (_gate) _counted = _counted with { Looked = _counted.Looked + 1, Failed = _counted.Failed + 1 };
    }

    public PolicyJob Report(PolicyJobState state, DateTimeOffset? endedAt)
    {
        lock (_gate) return _counted with { State = state, EndedAt = endedAt, Policies = [.. _policies.Values.OrderByDescending(static p => p.Count)] };
    }
}
