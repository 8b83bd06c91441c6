using System.Text.Json.Nodes;
using Orleans;

namespace SocialCrm.Live;

/// <summary>Something with a hub and numbered customers, each with one conversation, that tests let write.</summary>
internal interface ILiveWorld : IAsyncDisposable
{
    int Port { get; }

    string? Key { get; }

    IGrainFactory Grains { get; }

    /// <summary>Each of these customers writes once.</summary>
    Task WriteAsync(IReadOnlyList<int> customers);

    Task MoveAsync(int customer, string queue);

    string CustomerId(int customer);

    string ConversationId(int customer);

    /// <summary>As the GET answers it.</summary>
    Task<JsonObject> CustomerAsync(int customer);

    Task<JsonObject> ConversationAsync(int customer);
}
