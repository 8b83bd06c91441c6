using Orleans;

namespace SocialCrm.ResponseTimes;

/// <summary>Remembers in memory how far a job is.</summary>
[GrainType("policy-job")]
public sealed class PolicyJobGrain : Grain, IPolicyJobGrain
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private PolicyJob? _job;

    public Task ReportAsync(PolicyJob job)
    {
        _job = job;
        DelayDeactivation(Kept);
        return Task.CompletedTask;
    }

    public Task<PolicyJob?> GetAsync()
    {
        if (_job is null) DeactivateOnIdle();
        return Task.FromResult(_job);
    }
}
