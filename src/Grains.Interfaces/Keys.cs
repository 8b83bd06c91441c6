using SocialCrm.Identities;

namespace SocialCrm;

/// <summary>The grains' keys, built and parsed here only.</summary>
public static class Keys
{
    /// <summary>Feed partitions: a customer's changes all go through one. A power of two; the same in every process of a cluster.</summary>
    public const int FeedPartitions = 32;

    public static string Of(CustomerId id) => id.ToString();

    public static string Of(ConversationId id) => id.ToString();

    /// <summary>Unlinked answers are gathered by the message they wait for.</summary>
    public static string Of(SourceId id) => id.ToString();

    /// <summary>By the sign-in name. The sign is for Orleans' storage, which takes keys such as <c>ada</c> for hexadecimal numbers.</summary>
    public static string OfPerson(string name) => "@" + name;

    /// <summary>The sign is for the reason of <see cref="OfPerson"/>.</summary>
    public static string OfQueue(string name) => "#" + name;

    /// <summary>The sign is for the reason of <see cref="OfPerson"/>.</summary>
    public static string OfWebhook(string name) => "#" + name;

    /// <summary>The one desk of the service.</summary>
    public const string Desk = "#desk";

    public static string OfPartition(int partition) => partition.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Of somebody's notices, by the sign-in name: FNV-1a, because the runtime's own hash is another in each process.</summary>
    public static int PartitionOf(string name)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in name) hash = (hash ^ letter) * 16_777_619u;
        return (int)(hash & (FeedPartitions - 1));
    }

    public static int PartitionOf(CustomerId id) => id.Value.ToByteArray()[15] & (FeedPartitions - 1);
}
