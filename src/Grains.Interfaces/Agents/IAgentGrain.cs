using Orleans;

namespace SocialCrm.Agents;

/// <summary>What somebody who signs in keeps for themselves; nothing here is anybody else's business. Key: <see cref="Keys.OfPerson"/>.</summary>
[Alias("crm.agent")]
public interface IAgentGrain : IGrainWithStringKey
{
    [Alias("views")]
    Task<SavedViews> ViewsAsync();

    /// <summary>Answers after it is stored. A timeout is an unknown outcome: repeating is safe.</summary>
    [Alias("save-views")]
    Task<ViewsSaved> SaveViewsAsync(SaveViews command);

    [Alias("notifications")]
    Task<NotificationChoices> NotificationsAsync();

    /// <inheritdoc cref="SaveViewsAsync"/>
    [Alias("save-notifications")]
    Task<NotificationsSaved> SaveNotificationsAsync(SaveNotifications command);
}
