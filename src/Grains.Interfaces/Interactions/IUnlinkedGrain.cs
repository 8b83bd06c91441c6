using Orleans;

namespace SocialCrm.Interactions;

/// <summary>Answers that wait for one message. Key: <see cref="Keys.Of(Identities.SourceId)"/> of the message (or of the answer, when it names none).</summary>
[Alias("crm.unlinked")]
public interface IUnlinkedGrain : IGrainWithStringKey
{
    /// <summary>Stores the deliveries as unlinked, then looks whether the message has come meanwhile; if so they are linked before the answer.</summary>
    [Alias("take")]
    Task<IReadOnlyList<Placement>> TakeAsync(IReadOnlyList<Delivery> deliveries);
}
