using Orleans;

namespace SocialCrm.Rules;

/// <summary>Where a trial of rules tells how far it is, so that every process can be asked. In memory, for an hour after its last word. Key: the trial's id.</summary>
[Alias("crm.rule-trial")]
public interface IRuleTrialGrain : IGrainWithStringKey
{
    /// <summary>Whether to go on.</summary>
    [Alias("report")]
    Task<bool> ReportAsync(TrialReport report);

    /// <summary>Null when there is none of this id, or its hour is over.</summary>
    [Alias("get")]
    Task<TrialReport?> GetAsync();

    /// <summary>Whether it runs: it ends before its next conversations then.</summary>
    [Alias("cancel")]
    Task<bool> CancelAsync();
}
