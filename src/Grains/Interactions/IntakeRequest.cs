using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Interactions;

/// <summary>One request's interactions on their way, and which of them can go next.</summary>
internal sealed class IntakeRequest
{
    private int _open;

    public IntakeRequest(IReadOnlyList<Interaction> interactions, IntakeOrigin origin)
    {
        Origin = origin;
        Items = new IntakeItem[interactions.Count];
        for (var i = 0; i < Items.Length; i++) Items[i] = new IntakeItem(i, interactions[i]);
        _open = Items.Length + 1;
    }

    public IntakeOrigin Origin { get; }

    public IntakeItem[] Items { get; }

    /// <summary>Items that name somebody who doesn't exist.</summary>
    public IReadOnlyList<IntakeError> Errors => [.. Items.Where(i => i.Author?.Error is not null).Select(i => new IntakeError(i.Index, i.Author!.Value.Error!, "unknown-customer"))];

    /// <summary>How many waves were begun.</summary>
    public int Waves { get; private set; }

    /// <summary>What isn't placed.</summary>
    public IntakeItem[] Open => Array.FindAll(Items, i => i.Placement is null);

    /// <summary>Whether fewer were open at this wave than at the one before.</summary>
    public bool Progressed { get; private set; }

    /// <summary>
    /// What isn't placed and doesn't answer another one that isn't placed yet; answers in a ring go as they are. Empty at the end.
    /// </summary>
    public IReadOnlyList<IntakeItem> NextWave()
    {
        var open = Open;
        Progressed = open.Length < _open;
        Waves++;
        _open = open.Length;
        if (open.Length < 2 || !Array.Exists(open, i => i.Question is not null)) return open;

        var sources = open.Select(i => i.Source).ToHashSet();
        var wave = Array.FindAll(open, i => i.Question is not { } question || !sources.Contains(question));
        return wave.Length > 0 ? wave : open;
    }

    public IntakeResult Result()
    {
        var receipts = new Receipt[Items.Length];
        for (var i = 0; i < receipts.Length; i++)
        {
            if (Items[i].Placement is not { Outcome: PlacementOutcome.Placed } placed) return new IntakeResult.Unavailable();
            receipts[i] = placed.Receipt;
        }

        return new IntakeResult.Taken(receipts);
    }
}

/// <summary>One interaction of a request.</summary>
internal sealed class IntakeItem(int index, Interaction interaction)
{
    public int Index => index;

    public Interaction Interaction => interaction;

    public SourceId Source { get; } = Sources.OfInteraction(interaction.Channel, interaction.Account, interaction.ExternalId);

    /// <summary>The message that a company's answer answers; null for all others: reply links never move customers' messages.</summary>
    public SourceId? Question { get; } = interaction.Direction == Direction.Outbound ? Unlinked.AwaitedBy(interaction) : null;

    /// <summary>Where the question is stored.</summary>
    public StoredSource? Answers { get; set; }

    /// <summary>Null for an answer whose customer isn't known.</summary>
    public ResolvedAuthor? Author { get; set; }

    /// <summary>Null while it isn't placed.</summary>
    public Placement? Placement { get; private set; }

    /// <summary>The key of the grain that takes it: the customer's, or that of the message it waits for.</summary>
    public string Target => Author?.Customer is { } customer ? Keys.Of(customer) : Keys.Of(Question ?? Source);

    public Delivery Deliver(IntakeOrigin origin) => new()
    {
        Interaction = interaction,
        Source = Source,
        Conversation = Answers is { Customer: not null } answers ? ConversationId.From(answers.Stream) : null,
        Links = Author?.Links ?? [],
        Contradictions = Author?.Contradictions ?? [],
        History = origin.History,
    };

    public void Known(StoredSource stored) => Placement = stored.Customer is { } customer
        ? Placement.Recorded(interaction.ExternalId, customer, ConversationId.From(stored.Stream), stored.Version, duplicate: true)
        : Placement.UnlinkedAs(interaction.ExternalId, duplicate: true);

    /// <summary>Stays open when its sender has to be looked up again.</summary>
    public void Placed(Placement placement) => Placement = placement.Outcome == PlacementOutcome.ResolveAgain ? null : placement;
}
