using System.Text.Json;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Escalation;
using SocialCrm.Interactions;
using SocialCrm.Outbox;

namespace SocialCrm.Notices;

/// <summary>
/// What a decision tells people, and what it sends out of the house, as rows of the commit that it becomes: nothing is told that isn't committed, and nothing
/// committed that isn't told. Who is meant is found out here, from memory.
/// </summary>
public sealed class Announcements(KnownPeople people, IConfigurations configurations)
{
    public static readonly (IReadOnlyList<NoticeRow> Notices, IReadOnlyList<OutgoingRow> Outgoing) None = ([], []);

    public (IReadOnlyList<NoticeRow> Notices, IReadOnlyList<OutgoingRow> Outgoing) Of(ConversationState before, Decision decision)
    {
        List<NoticeRow>? notices = null;
        List<OutgoingRow>? outgoing = null;
        for (var i = 0; i < decision.Entries.Count; i++)
        {
            var entry = decision.Entries[i];
            for (var j = 0; j < entry.Events.Count; j++)
            {
                switch (entry.Events[j])
                {
                    case NoticeRaised raised:
                        Add(notices ??= [], raised, decision.State, entry.At, before.Version + 1 + i, j);
                        break;
                    case CalledOut call:
                        (outgoing ??= []).Add(CallOut(call, entry, decision.State, before.Version + 1 + i, j));
                        break;
                }
            }
        }

        return notices is null && outgoing is null ? None : (notices ?? [], outgoing ?? []);
    }

    private void Add(List<NoticeRow> notices, NoticeRaised raised, ConversationState state, DateTimeOffset at, long version, int index)
    {
        foreach (var recipient in Recipients.Of(raised.Level, raised.To, state, at, configurations.Current, people.Current))
        {
            notices.Add(new NoticeRow(
                NoticeId.From(Sources.OfNotice(state.Id.ToString(), version, index, recipient.Name)), recipient.Name, raised.Level, raised.About,
                recipient.IsOnCall && raised.Level == NoticeLevel.MustReact, state.Id, state.Customer, at));
        }
    }

    private static OutgoingRow CallOut(CalledOut call, DecidedEntry entry, ConversationState state, long version, int index) => new(
        Sources.OfNotice(state.Id.ToString(), version, index, Recipients.WebhookPrefix + call.Webhook), OutgoingKind.Webhook, call.Webhook,
        $"{state.Id}/{call.Webhook}", state.Id, state.Customer, Batch: null,
        JsonSerializer.Serialize(CallOutMessage.Of(entry.Events.OfType<StepTaken>().FirstOrDefault(), state.ToView(), entry.At), OutboxJson.Default.CallOutMessage), entry.At);
}
