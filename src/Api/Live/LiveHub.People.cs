using Microsoft.AspNetCore.SignalR;
using SocialCrm.Api.Access;
using SocialCrm.Identities;
using SocialCrm.Routing;

namespace SocialCrm.Live;

/// <summary>Who is there, and who has what before them. All of it needs the permission to act; nothing of it is stored.</summary>
internal sealed partial class LiveHub
{
    /// <summary>Most conversations that a list shows at once.</summary>
    private const int MaxGlanced = 100;

    /// <summary>Says that the caller has the conversation before them: again every few seconds, until <see cref="Left"/>.</summary>
    public Task<AudienceAnswer> Viewing(string conversationId) => SignAsync(conversationId, typing: false);

    /// <summary>Says that they write, and so view it.</summary>
    public Task<AudienceAnswer> Typing(string conversationId) => SignAsync(conversationId, typing: true);

    /// <summary>
    /// Says which conversations the caller's list shows, instead of those of the glance before; none ends it. Their viewers are told like those of a
    /// conversation that is viewed, without the caller being one.
    /// </summary>
    public Task<GlanceAnswer> Glance(IReadOnlyList<string> conversationIds)
    {
        Actor();
        if (conversationIds is not { Count: <= MaxGlanced }) throw new HubException($"invalid-id: at most {MaxGlanced} conversations at once");
        if (conversationIds.Any(static id => !ConversationId.TryParse(id, out _))) throw new HubException("invalid-id: not a conversation's id");
        return BeginAsync(WatchScope.Glance, "", async () =>
        {
            if (Connection.Find(WatchScope.Glance, "") is GlanceWatch known) return new GlanceAnswer(watch: null, await viewings.GlanceAsync(known, conversationIds));
            var watch = new GlanceWatch(Connection, viewings);
            var audiences = await viewings.GlanceAsync(watch, conversationIds);
            if (Connection.Add(watch)) return new GlanceAnswer(watch, audiences);
            viewings.Remove(watch);
            return null;
        });
    }

    public void Left(string conversationId) => Connection.Remove(WatchScope.Viewers, conversationId);

    /// <summary>Says <c>online</c>, <c>away</c> or <c>off</c>: again every half a minute, or it ends after one and a half.</summary>
    public async Task<AgentPresence> Presence(string presence)
    {
        var principal = Actor();
        if (principal.IsService) throw new HubException("forbidden: only people are there, or not");
        if (!PresenceWords.TryParse(presence, out var said)) throw new HubException("invalid-presence: online, away or off");
        try
        {
            return await grains.GetGrain<IDeskGrain>(Keys.Desk).SayAsync(principal.Name, said);
        }
        catch (Exception e)
        {
            LiveLog.NotWatched(log, e);
            throw new HubException("unavailable: try again", e);
        }
    }

    /// <summary>Answers who was there lately; changes come as <c>agentsChanged</c>.</summary>
    public Task<AgentsAnswer> WatchAgents() => BeginAsync(WatchScope.Agents, "", async () =>
    {
        var watch = new PresenceWatch(Connection, presences);
        var agents = await presences.AddAsync(watch);
        if (Connection.Add(watch)) return new AgentsAnswer(watch, agents);
        presences.Remove(watch);
        return null;
    });

    public void UnwatchAgents() => Connection.Remove(WatchScope.Agents, "");

    private Task<AudienceAnswer> SignAsync(string conversationId, bool typing)
    {
        var principal = Actor();
        if (!ConversationId.TryParse(conversationId, out var id)) throw new HubException("invalid-id: not a conversation's id");
        return BeginAsync(WatchScope.Viewers, conversationId, async () =>
        {
            if (Connection.Find(WatchScope.Viewers, conversationId) is AudienceWatch known)
                return new AudienceAnswer(watch: null, (await viewings.SignAsync(known, principal.Name, principal.DisplayName, typing)).Viewers);
            if (await reads.ConversationAsync(id, Context.ConnectionAborted) is null) return null;
            var watch = new AudienceWatch(Connection, Context.ConnectionId, conversationId, viewings);
            var audience = await viewings.SignAsync(watch, principal.Name, principal.DisplayName, typing);
            watch.Answered(audience);
            if (Connection.Add(watch)) return new AudienceAnswer(watch, audience.Viewers);
            viewings.Remove(watch);
            return null;
        });
    }

    private Principal Actor() => Context.User is Principal principal && principal.May(Permissions.Act)
        ? principal
        : throw new HubException("forbidden: needs the permission to act");
}
