using SocialCrm.Calendars;
using SocialCrm.Escalation;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;
using SocialCrm.Rules;
using SocialCrm.Templates;

namespace SocialCrm.Configuration;

/// <summary>Everything that people configured, as it was at one version: read once, then immutable, and ready to be judged by.</summary>
public sealed record Configuration
{
    /// <summary>Nothing configured: no target, no rule, one queue.</summary>
    public static readonly Configuration Empty = new();

    /// <summary>Counts the changes of all documents together from 1; 0 is what the program brings along.</summary>
    public long Version { get; init; }

    public CalendarSet Calendars { get; init; } = CalendarSet.Empty;
    public ResponsePolicies ResponseTimes { get; init; } = ResponsePolicies.None;
    public Ladders Escalation { get; init; } = Ladders.None;
    public RuleSet Rules { get; init; } = RuleSet.None;
    public RoutingPlan Routing { get; init; } = RoutingPlan.Empty;
    public NoticePlan Notices { get; init; } = NoticePlan.Empty;
    public TemplateSet Templates { get; init; } = TemplateSet.None;
}

/// <summary>The configuration's versions, as a process knows them. Never waits.</summary>
public interface IConfigurations
{
    /// <summary>The newest one.</summary>
    Configuration Current { get; }

    /// <summary>A version that was in force once; the oldest known where it isn't known any more.</summary>
    Configuration At(long version);
}

/// <summary>One configuration that never changes.</summary>
public sealed class FixedConfiguration(Configuration configuration) : IConfigurations
{
    public Configuration Current => configuration;

    public Configuration At(long version) => configuration;
}
