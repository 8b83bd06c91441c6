namespace SocialCrm.Rules;

/// <summary>Something that holds for some facts and not for others. Prepared once, immutable, judged in memory without waiting.</summary>
public abstract record Condition
{
    public static readonly Condition Always = new AllOf([]);

    public abstract bool Holds(Facts facts);

    public static Condition Read(Configuration.DocumentNode node)
    {
        node.Only("channel");
        return node.Member("channel") is { } channels ? new ChannelIs(channels.Texts(100)) : Always;
    }
}

public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public override bool Holds(Facts facts)
    {
        for (var i = 0; i < Conditions.Count; i++) if (!Conditions[i].Holds(facts)) return false;
        return true;
    }
}

public sealed record ChannelIs(IReadOnlyList<string> Channels) : Condition
{
    public override bool Holds(Facts facts) => Channels.Contains(facts.Conversation.Channel, StringComparer.Ordinal);
}
