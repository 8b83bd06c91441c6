namespace SocialCrm.Cluster;

/// <summary>The embedded engine has no clusters, whatever the store.</summary>
internal static class Expected
{
    public const string SqliteInEnglish = "This build runs the actors with the embedded engine";
    public const string SqliteInFinnish = "Tämä käännös ajaa toimijat sulautetulla moottorilla";
}
