namespace SocialCrm.Cluster;

/// <summary>Orleans has clusters, but not on a store that belongs to one process.</summary>
internal static class Expected
{
    public const string SqliteInEnglish = "The processes of a cluster share one PostgreSQL database";
    public const string SqliteInFinnish = "Klusterin prosessit jakavat yhden PostgreSQL-tietokannan";
}
