using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Live;

/// <summary>
/// A store of customers in memory, each with one conversation, that commits changes as the journal does: first the state, then the hand-over.
/// </summary>
internal sealed class Desk : IGroupedReads
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CustomerId, CustomerView> _customers = [];
    private readonly Dictionary<ConversationId, ConversationState> _conversations = [];

    /// <summary>Where commits are handed over.</summary>
    public Action<Change> Committed { get; set; } = static _ => { };

    /// <summary>Called before a read answers; a test may commit in it, or fail it.</summary>
    public Func<CustomerId, Task> BeforeRead { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Called between a read and its answer.</summary>
    public Func<CustomerId, Task> AfterRead { get; set; } = static _ => Task.CompletedTask;

    public int Reads { get; private set; }

    public static CustomerId Customer(int number) => CustomerId.From(new Guid(number, 7, 7, 1, 2, 3, 4, 5, 6, 7, (byte)number));

    public static ConversationId Conversation(int number) => ConversationState.New(Customer(number), "x", "pohjanlento", "").Id;

    public CustomerView ViewOf(int number)
    {
        lock (_gate) return _customers[Customer(number)];
    }

    public ConversationView ViewOfConversation(int number)
    {
        lock (_gate) return _conversations[Conversation(number)].ToView();
    }

    /// <summary>Commits what a customer wrote. The change is handed over, or left to the caller.</summary>
    public Change Write(int number, string? name = null, string? queue = null, bool handOver = true)
    {
        Change change;
        lock (_gate)
        {
            var before = _conversations.GetValueOrDefault(Conversation(number)) ?? ConversationState.New(Customer(number), "x", "pohjanlento", "");
            var version = before.Version + 1;
            var after = before with
            {
                Version = version,
                Queue = queue ?? before.Queue,
                // Members that come and go, and a list that changes.
                Assignee = version % 3 == 0 ? "aino" : null,
                Tags = version % 4 == 0 ? [] : [$"tag-{version % 5}"],
                Priority = version % 2 == 0 ? Priority.High : Priority.Normal,
            };
            change = Change(before, after, _customers.GetValueOrDefault(Customer(number)) ?? new CustomerView { Id = Customer(number) }, name);
            _conversations[after.Id] = after;
            _customers[after.Customer] = CustomerFold.Apply(_customers.GetValueOrDefault(after.Customer) ?? new CustomerView(), change);
        }

        if (handOver) Committed(change);
        return change;
    }

    public async Task<CustomerView?> CustomerAsync(CustomerId id, CancellationToken cancellation)
    {
        await BeforeRead(id);
        CustomerView? view;
        lock (_gate)
        {
            Reads++;
            view = _customers.GetValueOrDefault(id);
        }

        await AfterRead(id);
        return view;
    }

    public Task<ConversationState?> ConversationAsync(ConversationId id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            Reads++;
            return Task.FromResult(_conversations.GetValueOrDefault(id));
        }
    }

    public Task<CustomerId?> OwnerAsync(IdentityKey key, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoredSource?> LocateAsync(SourceId source, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> CustomerExistsAsync(CustomerId id, CancellationToken cancellation) => throw new NotSupportedException();

    private static Change Change(ConversationState before, ConversationState after, CustomerView customer, string? name) => new()
    {
        CustomerId = after.Customer,
        CustomerFrom = customer.Version,
        CustomerVersion = customer.Version + 1,
        Facts = new CustomerFacts { Name = name ?? customer.Name, Tags = customer.Version % 2 == 0 ? ["vip"] : [] },
        Channel = new ChannelUse { Channel = "x", Inbound = after.Version },
        Identities = customer.Version == 0 ? [new Identity { Channel = "x", Handle = "@liisa" }] : [],
        ConversationFrom = before.Version,
        Conversation = after.ToView(),
        LeftQueue = after.Queue == before.Queue ? null : before.Queue,
        Kind = "conversation.interaction-recorded",
    };
}
