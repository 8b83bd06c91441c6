using Orleans;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;
using SocialCrm.Journal;

namespace SocialCrm.Agents;

/// <summary>Somebody's own choices. Small and rarely written, so each record is stored as a whole.</summary>
[GrainType("agent")]
public sealed class AgentGrain(
    [PersistentState("agent.views", AgentGrain.Storage)] IPersistentState<SavedViews> views,
    [PersistentState("agent.notifications", AgentGrain.Storage)] IPersistentState<NotificationChoices> notifications) : Grain, IAgentGrain
{
    /// <summary>The name under which the storage of agents' state is registered.</summary>
    public const string Storage = "agents";

    /// <summary>Writes tried of one command, each after reading what somebody else wrote in between.</summary>
    private const int MaxAttempts = 3;

    public Task<SavedViews> ViewsAsync() => Task.FromResult(views.State);

    public Task<NotificationChoices> NotificationsAsync() => Task.FromResult(notifications.State);

    public async Task<ViewsSaved> SaveViewsAsync(SaveViews command)
    {
        var isSaved = await SaveAsync(views, state => AgentDecider.Decide(state, command));
        return new ViewsSaved { IsStale = !isSaved, Now = views.State };
    }

    public async Task<NotificationsSaved> SaveNotificationsAsync(SaveNotifications command)
    {
        var isSaved = await SaveAsync(notifications, state => AgentDecider.Decide(state, command));
        return new NotificationsSaved { IsStale = !isSaved, Now = notifications.State };
    }

    /// <summary>False when the decision refuses.</summary>
    private async Task<bool> SaveAsync<T>(IStorage<T> record, Func<T, T?> decide)
        where T : class
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var before = record.State;
            var after = decide(before);
            if (after is null) return false;
            if (ReferenceEquals(after, before) || await IsWrittenAsync(record, before, after)) return true;
        }

        throw new StoreUnavailableException("The record is written by others all the time.");
    }

    /// <summary>False when another activation wrote in between (as when a silo that was taken for dead goes on): its record is in memory then.</summary>
    private async Task<bool> IsWrittenAsync<T>(IStorage<T> record, T before, T after)
    {
        try
        {
            record.State = after;
            await record.WriteStateAsync();
            return true;
        }
        catch (InconsistentStateException)
        {
            record.State = before;
            await ReadAgainAsync(record);
            return false;
        }
        catch (Exception e)
        {
            throw Unknown(record, before, e);
        }
    }

    private async Task ReadAgainAsync<T>(IStorage<T> record)
    {
        try
        {
            await record.ReadStateAsync();
        }
        catch (Exception e)
        {
            throw Unknown(record, record.State, e);
        }
    }

    /// <summary>What is stored isn't known: the next activation reads it.</summary>
    private StoreUnavailableException Unknown<T>(IStorage<T> record, T before, Exception e)
    {
        record.State = before;
        DeactivateOnIdle();
        return new StoreUnavailableException("The agent's state can't be written.", e);
    }
}
