using SocialCrm.Abuse;
using SocialCrm.Configuration;
using SocialCrm.Customers;
using SocialCrm.Interactions;
using SocialCrm.Rules;

namespace SocialCrm.Conversations;

/// <summary>What a decision needs beside the conversation itself, as data.</summary>
public sealed record DecisionContext
{
    /// <summary>Our clock, cut to milliseconds.</summary>
    public required DateTimeOffset Now { get; init; }
    public required IConfigurations Configurations { get; init; }

    /// <summary>What is known of the customer now: recorded with each message, and what conditions are asked about from then on.</summary>
    public Stage Stage { get; init; } = Stage.Prospect;
    public IReadOnlyList<string> CustomerTags { get; init; } = [];

    /// <summary>The abuse ladder with this customer, as the customer's grain knows it; null for none.</summary>
    public Standing? Standing { get; init; }

    public Configuration.Configuration Configuration => Configurations.Current;

    /// <param name="message">Null for acts and deadlines.</param>
    public Facts FactsOf(ConversationState conversation, Interaction? message, DateTimeOffset at) => new()
    {
        Conversation = conversation,
        Message = message,
        At = at,
        Stage = conversation.Known?.Stage ?? Stage.Prospect,
        CustomerTags = conversation.Known?.Tags ?? [],
        Calendars = Configuration.Calendars,
    };
}
