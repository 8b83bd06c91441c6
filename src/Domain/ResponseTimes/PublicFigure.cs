using SocialCrm.Configuration;
using SocialCrm.Interactions;

namespace SocialCrm.ResponseTimes;

/// <summary>"We answer within ...": what a company tells everybody of its response times. Nothing is told until it is configured.</summary>
public sealed record PublicFigure
{
    /// <summary>Fewer answers than this say nothing, and could tell of a single person.</summary>
    public const int MinAnswers = 20;

    private static readonly Dictionary<string, ClockKind> Kinds = new(StringComparer.Ordinal)
    {
        ["first-response"] = ClockKind.FirstResponse,
        ["next-response"] = ClockKind.NextResponse,
        ["resolution"] = ClockKind.Resolution,
    };

    public ClockKind Kind { get; init; } = ClockKind.FirstResponse;

    /// <summary>So many percent of the answers are at least so fast: 50, 75, 90 or 95.</summary>
    public int Percentile { get; init; } = 75;

    /// <summary>Of the waits that began in so many days until now: 1 to 366.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Only this channel; null: all.</summary>
    public string? Channel { get; init; }

    /// <summary>What is wrong goes to the document's faults.</summary>
    public static PublicFigure Read(DocumentNode node)
    {
        node.Only("kind", "percentile", "days", "channel");
        var figure = new PublicFigure();
        return figure with
        {
            Kind = node.Member("kind")?.Word(Kinds) ?? figure.Kind,
            Percentile = node.Member("percentile")?.Word(Percentiles) ?? figure.Percentile,
            Days = (int)(node.Member("days")?.Number(1, 366) ?? figure.Days),
            Channel = ChannelOf(node.Member("channel")),
        };
    }

    private static readonly Dictionary<string, int> Percentiles = new(StringComparer.Ordinal) { ["50"] = 50, ["75"] = 75, ["90"] = 90, ["95"] = 95 };

    private static string? ChannelOf(DocumentNode? node)
    {
        if (node?.Text() is not { } channel) return null;
        if (Channels.IsValid(channel)) return channel;
        node.Refuse(ConfigurationRule.UnknownWord, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)));
        return null;
    }
}
