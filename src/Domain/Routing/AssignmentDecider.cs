using SocialCrm.Conversations;
using SocialCrm.Identities;

namespace SocialCrm.Routing;

/// <summary>
/// Who gets what: conversations by priority, within it the longest wait first; each goes to the least loaded agent who may serve it and has room.
/// Of two equally loaded ones it is the one with more room, then the one whose name comes first.
/// </summary>
public static class AssignmentDecider
{
    /// <param name="conversations">Those that wait in the queue, in any order.</param>
    /// <param name="agents">Those who are there: online and on shift.</param>
    public static IReadOnlyList<Assignment> Assign(
        RoutingPlan plan, QueuePlan queue, IEnumerable<WaitingConversation> conversations, IReadOnlyList<AvailableAgent> agents)
    {
        List<Candidate> candidates = [.. agents.Where(a => plan.Serves(a.Plan, queue)).Select(static a => new Candidate(a.Plan, a.Load))];
        List<Assignment> assignments = [];
        if (candidates.Count == 0) return assignments;
        var spoken = SpokenIn(plan, queue, candidates);
        var free = candidates.Count(static c => c.HasRoom);
        foreach (var conversation in conversations.OrderByDescending(static c => c.Priority).ThenBy(static c => c.WaitingSince).ThenBy(static c => c.Id.Value))
        {
            if (free == 0) break;
            if (Choose(candidates, Wanted(conversation, queue, spoken)) is not var (chosen, eligible)) continue;
            assignments.Add(new Assignment(conversation.Id, conversation.Customer, chosen.Plan.Name, chosen.Load, chosen.Plan.Capacity, eligible));
            chosen.Load++;
            if (!chosen.HasRoom) free--;
        }

        return assignments;
    }

    private static (Candidate Chosen, int Eligible)? Choose(List<Candidate> candidates, IReadOnlyList<string> languages)
    {
        Candidate? best = null;
        var eligible = 0;
        foreach (var candidate in candidates)
        {
            if (!candidate.HasRoom || !Speaks(candidate.Plan, languages)) continue;
            eligible++;
            if (best is null || candidate.GoesBefore(best)) best = candidate;
        }

        return best is null ? null : (best, eligible);
    }

    /// <summary>The conversation's own language, unless none of the queue's agents, there or not, speaks it; then the queue's.</summary>
    private static IReadOnlyList<string> Wanted(WaitingConversation conversation, QueuePlan queue, HashSet<string>? spoken) =>
        conversation.Language is { } language && spoken?.Contains(language) != false ? [language] : queue.Languages;

    private static bool Speaks(AgentPlan agent, IReadOnlyList<string> languages) =>
        languages.Count == 0 || agent.Languages.Count == 0 || languages.Any(l => agent.Languages.Contains(l, StringComparer.Ordinal));

    /// <summary>Null: somebody speaks whatever is needed.</summary>
    private static HashSet<string>? SpokenIn(RoutingPlan plan, QueuePlan queue, List<Candidate> there)
    {
        var all = plan.Agents.Values.Where(a => plan.Serves(a, queue)).Concat(there.Select(static c => c.Plan)).ToList();
        return all.Exists(static a => a.Languages.Count == 0) ? null : all.SelectMany(static a => a.Languages).ToHashSet(StringComparer.Ordinal);
    }

    private sealed class Candidate(AgentPlan plan, int load)
    {
        public AgentPlan Plan => plan;
        public int Load { get; set; } = load;
        public bool HasRoom => Load < plan.Capacity;

        /// <summary>The least loaded; of equals the one with more room, then by name.</summary>
        public bool GoesBefore(Candidate other)
        {
            if (Load != other.Load) return Load < other.Load;
            var room = plan.Capacity - Load;
            var others = other.Plan.Capacity - other.Load;
            return room != others ? room > others : string.CompareOrdinal(plan.Name, other.Plan.Name) < 0;
        }
    }
}

/// <param name="Language">The primary subtag in which the customer wrote last; null where it isn't known.</param>
public sealed record WaitingConversation(ConversationId Id, CustomerId Customer, Priority Priority, DateTimeOffset WaitingSince, string? Language)
{
    public static WaitingConversation Of(ConversationState state) =>
        new(state.Id, state.Customer, state.Priority, state.Messages.WaitingSince ?? DateTimeOffset.MaxValue, state.Spoken?.Code);
}

/// <param name="Load">Open conversations that they have.</param>
public sealed record AvailableAgent(AgentPlan Plan, int Load);

/// <param name="Load">The agent's before it.</param>
/// <param name="Eligible">How many agents could have had it.</param>
public sealed record Assignment(ConversationId Conversation, CustomerId Customer, string Agent, int Load, int Capacity, int Eligible);
