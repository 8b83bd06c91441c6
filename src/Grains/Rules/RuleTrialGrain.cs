using Orleans;

namespace SocialCrm.Rules;

/// <summary>What a trial reported last.</summary>
[GrainType("rule-trial")]
public sealed class RuleTrialGrain : Grain, IRuleTrialGrain
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private TrialReport? _report;
    private bool _isCancelled;

    public Task<bool> ReportAsync(TrialReport report)
    {
        _report = report;
        DelayDeactivation(Kept);
        return Task.FromResult(!_isCancelled);
    }

    public Task<TrialReport?> GetAsync()
    {
        if (_report is null) DeactivateOnIdle();
        return Task.FromResult(_report);
    }

    public Task<bool> CancelAsync()
    {
        if (_report is null) DeactivateOnIdle();
        _isCancelled = _report?.State == TrialState.Running;
        return Task.FromResult(_isCancelled);
    }
}
