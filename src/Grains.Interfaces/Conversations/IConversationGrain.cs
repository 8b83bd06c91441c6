using Orleans;
using Orleans.Concurrency;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Conversations;

/// <summary>One conversation: decides, commits, and only then changes its memory. Key: <see cref="Keys.Of(Identities.ConversationId)"/>.</summary>
[Alias("crm.conversation")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>The state after the newest commit; null when there is no such conversation.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<ConversationView?> GetAsync();

    /// <summary>Records deliveries in one commit and links the answers that waited for them. Called by the customer's grain only.</summary>
    [Alias("take")]
    Task<ConversationTaken> TakeAsync(ConversationTake take);

    /// <summary>Records what became of messages, in one commit; what is recorded already is a duplicate. Whoever calls this hands the changes to the customer's grain.</summary>
    [Alias("update")]
    Task<ConversationTaken> UpdateAsync(IReadOnlyList<UpdateDelivery> updates);

    /// <summary>Whoever calls this hands the result's change to the customer's grain.</summary>
    [Alias("act")]
    Task<ActResult> ActAsync(ConversationAct act);

    /// <summary>Judges what is due by now; stale hints change nothing. The result is as of <see cref="ActAsync"/>.</summary>
    [Alias("judge-due")]
    Task<ActResult> JudgeDueAsync();

    /// <summary>Past traffic is all in: deadlines run from now on. The result is as of <see cref="ActAsync"/>.</summary>
    [Alias("end-history")]
    Task<ActResult> EndHistoryAsync();

    /// <summary>Gives the wait that runs the newest policies; with <paramref name="isPreview"/> only tells what that would come to.</summary>
    [Alias("apply-policies")]
    Task<PolicyApplication> ApplyPoliciesAsync(bool isPreview);
}
