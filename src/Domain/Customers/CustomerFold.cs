using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Live;

namespace SocialCrm.Customers;

/// <summary>
/// How a change turns one state of a customer into the next. The customer's grain and every watching host use it, so both come to the same state.
/// </summary>
public static class CustomerFold
{
    /// <summary>
    /// Whether the view lists everything there is. One at its bounds can't be folded (what would come into the list isn't known): read it again.
    /// </summary>
    public static bool IsWhole(CustomerView view) =>
        view.OpenConversations.Count < CustomerView.MaxListed && view.Identities.Count < CustomerView.MaxListed;

    /// <summary>The state after <paramref name="change"/>, whose <see cref="Change.CustomerFrom"/> must be the view's version.</summary>
    public static CustomerView Apply(CustomerView view, Change change)
    {
        var channels = Upsert(view.Channels, change.Channel, static use => use.Channel);
        return Complete(view with
        {
            Id = change.CustomerId,
            Version = change.CustomerVersion,
            Name = change.Facts.Name,
            Stage = change.Facts.Stage,
            FirstSeenAt = change.Facts.FirstSeenAt,
            LastSeenAt = change.Facts.LastSeenAt,
            Tags = change.Facts.Tags,
            Identities = change.Identities.Count == 0 ? view.Identities : [.. view.Identities, .. change.Identities],
            Channels = channels,
            OpenConversations = WithConversation(view.OpenConversations, ConversationSummary.Of(change.Conversation)),
        });
    }

    /// <summary>Puts lists in their order and fills in what follows from them.</summary>
    public static CustomerView Complete(CustomerView view)
    {
        var open = Ordered(view.OpenConversations);
        return view with
        {
            Identities = Ordered(view.Identities),
            OpenConversations = open,
            WaitingSince = Earliest(open, static c => c.WaitingSince),
            NextDueAt = Earliest(open, static c => c.NextDueAt),
            PreferredChannel = Preferred(view.Channels),
            Counts = Count(view.Channels),
        };
    }

    private static IReadOnlyList<ConversationSummary> WithConversation(IReadOnlyList<ConversationSummary> open, ConversationSummary changed)
    {
        var rest = open.Where(c => c.Id != changed.Id);
        return changed.Status == Status.Resolved ? [.. rest] : [.. rest, changed];
    }

    private static IReadOnlyList<ConversationSummary> Ordered(IReadOnlyList<ConversationSummary> open) =>
        open.Count < 2 ? open : [.. open.OrderBy(c => c.OpenedAt).ThenBy(c => c.Id.Value).TakeLast(CustomerView.MaxListed)];

    private static IReadOnlyList<Identity> Ordered(IReadOnlyList<Identity> identities) => identities.Count < 2
        ? identities
        : [.. identities.OrderBy(i => i.LinkedAt).ThenBy(i => i.Channel, StringComparer.Ordinal).ThenBy(i => i.Handle, StringComparer.Ordinal).TakeLast(CustomerView.MaxListed)];

    private static DateTimeOffset? Earliest(IReadOnlyList<ConversationSummary> open, Func<ConversationSummary, DateTimeOffset?> time) =>
        open.Count == 0 ? null : open.Min(time);

    private static string? Preferred(IReadOnlyList<ChannelUse> channels) => channels
        .Where(c => c.Inbound > 0)
        .OrderByDescending(c => c.Inbound).ThenByDescending(c => c.LastInboundAt).ThenBy(c => c.Channel, StringComparer.Ordinal)
        .FirstOrDefault()?.Channel;

    private static Counts Count(IReadOnlyList<ChannelUse> channels) => new()
    {
        Inbound = channels.Sum(c => c.Inbound),
        Outbound = channels.Sum(c => c.Outbound),
        Internal = channels.Sum(c => c.Internal),
        ByChannel = channels.OrderBy(c => c.Channel, StringComparer.Ordinal)
            .ToDictionary(c => c.Channel, c => c.Inbound + c.Outbound + c.Internal, StringComparer.Ordinal),
    };

    private static IReadOnlyList<T> Upsert<T>(IReadOnlyList<T> list, T item, Func<T, string> key) =>
        [.. list.Where(other => key(other) != key(item)), item];
}
