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
    public static CustomerView Apply(CustomerView view, Change change) => Complete(
        view,
        view with
        {
            Id = change.CustomerId,
            Version = change.CustomerVersion,
            Name = change.Facts.Name,
            Stage = change.Facts.Stage,
            FirstSeenAt = change.Facts.FirstSeenAt,
            LastSeenAt = change.Facts.LastSeenAt,
            Tags = change.Facts.Tags,
            Standing = change.Facts.Standing,
        },
        change.Identities.Count == 0 ? view.Identities : [.. view.Identities, .. change.Identities],
        With(view.Channels, change.Channel, static (a, b) => a.Channel == b.Channel, keep: true),
        With(view.OpenConversations, ConversationSummary.Of(change.Conversation), static (a, b) => a.Id == b.Id, keep: change.Conversation.Status != Status.Resolved));

    /// <summary>Puts lists in their order and fills in what follows from them.</summary>
    public static CustomerView Complete(CustomerView view) => Complete(null, view, view.Identities, view.Channels, view.OpenConversations);

    private static CustomerView Complete(
        CustomerView? before, CustomerView view, IReadOnlyList<Identity> identities, IReadOnlyList<ChannelUse> channels, IReadOnlyList<ConversationSummary> open)
    {
        open = Ordered(open);
        return view with
        {
            Identities = ReferenceEquals(identities, before?.Identities) ? identities : Ordered(identities),
            Channels = channels,
            OpenConversations = open,
            WaitingSince = Earliest(open, static c => c.WaitingSince),
            NextDueAt = Earliest(open, static c => c.NextDueAt),
            PreferredChannel = Preferred(channels),
        };
    }

    private static IReadOnlyList<ConversationSummary> Ordered(IReadOnlyList<ConversationSummary> open) =>
        open.Count < 2 ? open : [.. open.OrderBy(c => c.OpenedAt).ThenBy(c => c.Id.Value).TakeLast(CustomerView.MaxListed)];

    private static IReadOnlyList<Identity> Ordered(IReadOnlyList<Identity> identities) => identities.Count < 2
        ? identities
        : [.. identities.OrderBy(i => i.LinkedAt).ThenBy(i => i.Channel, StringComparer.Ordinal).ThenBy(i => i.Handle, StringComparer.Ordinal).TakeLast(CustomerView.MaxListed)];

    private static DateTimeOffset? Earliest(IReadOnlyList<ConversationSummary> open, Func<ConversationSummary, DateTimeOffset?> time)
    {
        DateTimeOffset? earliest = null;
        for (var i = 0; i < open.Count; i++)
        {
            if (time(open[i]) is { } at && !(at >= earliest)) earliest = at;
        }

        return earliest;
    }

    private static string? Preferred(IReadOnlyList<ChannelUse> channels)
    {
        ChannelUse? best = null;
        for (var i = 0; i < channels.Count; i++)
        {
            if (channels[i].Inbound > 0 && (best is null || IsMoreUsed(channels[i], best))) best = channels[i];
        }

        return best?.Channel;
    }

    private static bool IsMoreUsed(ChannelUse one, ChannelUse other)
    {
        if (one.Inbound != other.Inbound) return one.Inbound > other.Inbound;
        if (one.LastInboundAt != other.LastInboundAt) return one.LastInboundAt > other.LastInboundAt;
        return string.CompareOrdinal(one.Channel, other.Channel) < 0;
    }

    /// <summary>The list with the item instead of the one of the same key, or without both. Runs once a commit, so it makes one array and nothing else.</summary>
    private static T[] With<T>(IReadOnlyList<T> list, T item, Func<T, T, bool> sameKey, bool keep)
    {
        var at = 0;
        while (at < list.Count && !sameKey(list[at], item)) at++;
        var found = at < list.Count;
        var result = new T[list.Count + (keep ? 1 : 0) - (found ? 1 : 0)];
        var next = 0;
        for (var i = 0; i < list.Count; i++)
        {
            if (i == at)
            {
                if (keep) result[next++] = item;
            }
            else
            {
                result[next++] = list[i];
            }
        }

        if (!found && keep) result[next] = item;
        return result;
    }
}
