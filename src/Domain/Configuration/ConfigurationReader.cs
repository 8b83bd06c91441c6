using SocialCrm.Calendars;
using SocialCrm.Escalation;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;
using SocialCrm.Rules;
using SocialCrm.Templates;

namespace SocialCrm.Configuration;

/// <summary>Reads documents, each by itself, and puts them together to a configuration.</summary>
public static class ConfigurationReader
{
    private static readonly (NameKind, string)[] BuiltIn =
    [
        (NameKind.Calendar, CalendarSet.Always), (NameKind.Queue, Conversations.Queues.Default),
        (NameKind.Role, "agent"), (NameKind.Role, "supervisor"), (NameKind.Role, "administrator"),
    ];

    /// <summary>One document. With faults its part isn't to be used.</summary>
    public static ReadDocument Read(string kind, string text)
    {
        var findings = new DocumentFindings();
        var part = DocumentNode.Parse(text, findings) is { } root ? PartOf(kind, root) : null;
        return new ReadDocument(kind, part, findings);
    }

    /// <summary>The parts as one. A kind that isn't among them has nothing configured.</summary>
    public static Configuration Compose(long version, IEnumerable<object> parts) =>
        parts.Aggregate(new Configuration { Version = version }, static (configuration, part) => part switch
        {
            CalendarSet calendars => configuration with { Calendars = calendars },
            ResponsePolicies policies => configuration with { ResponseTimes = policies },
            Ladders ladders => configuration with { Escalation = ladders },
            RuleSet rules => configuration with { Rules = rules },
            RoutingPlan routing => configuration with { Routing = routing },
            NoticePlan notices => configuration with { Notices = notices },
            TemplateSet templates => configuration with { Templates = templates },
            _ => configuration,
        });

    /// <summary>What the documents name that none of them defines, by kind of document.</summary>
    /// <param name="documents">One a kind.</param>
    /// <param name="people">Sign-in names that are known besides the agents of the routing document.</param>
    public static IReadOnlyList<(string Kind, ConfigurationFault Fault)> UnknownNames(IReadOnlyList<ReadDocument> documents, IReadOnlySet<string> people)
    {
        var known = documents.SelectMany(static d => d.Findings.Defined).Concat(BuiltIn).ToHashSet();
        return
        [
            .. documents.SelectMany(d => d.Findings.Used.Where(u => !known.Contains((u.Kind, u.Name)) && !(u.Kind == NameKind.Agent && people.Contains(u.Name)))
                .Select(u => (d.Kind, new ConfigurationFault(u.Field, ConfigurationRule.UnknownReference, $"{u.Kind} {u.Name}")))),
        ];
    }

    private static object? PartOf(string kind, DocumentNode root) => kind switch
    {
        DocumentKinds.Calendars => CalendarsDocument.Read(root),
        DocumentKinds.ResponseTimes => ResponseTimesDocument.Read(root),
        DocumentKinds.Escalation => EscalationDocument.Read(root),
        DocumentKinds.Rules => RuleSet.Read(root),
        DocumentKinds.Routing => RoutingPlan.Read(root),
        DocumentKinds.Notices => NoticePlan.Read(root),
        DocumentKinds.Templates => TemplateSet.Read(root),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of document"),
    };
}

/// <summary>A document as it was read.</summary>
/// <param name="Part">Null when it isn't YAML.</param>
public sealed record ReadDocument(string Kind, object? Part, DocumentFindings Findings)
{
    public bool IsSound => Findings.Faults.Count == 0;
}
