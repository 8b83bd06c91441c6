using System.Globalization;
using SocialCrm.Storage;

namespace SocialCrm.Silo.Hosting;

/// <summary>Why a process doesn't start as it was told, in the language of the terminal.</summary>
public sealed record StartRefusal(string English, string Finnish)
{
    /// <summary>What the process ends with.</summary>
    public const int ExitCode = 2;

    private static readonly StartRefusal NoClusters = new(
        "This build runs the actors with the embedded engine, which knows one process only: there is no cluster to join. Start the service without --silo cluster, or build with -p:Engine=Orleans.",
        "Tämä käännös ajaa toimijat sulautetulla moottorilla, joka tuntee vain yhden prosessin: klusteria, johon liittyä, ei ole. Käynnistä palvelu ilman valintaa --silo cluster, tai käännä valinnalla -p:Engine=Orleans.");

    private static readonly StartRefusal NeedsPostgres = new(
        "The processes of a cluster share one PostgreSQL database: name it with --store. A SQLite folder belongs to one process.",
        "Klusterin prosessit jakavat yhden PostgreSQL-tietokannan: anna se valinnalla --store. SQLite-kansio kuuluu yhdelle prosessille.");

    /// <summary>Null when nothing speaks against it.</summary>
    public static StartRefusal? Of(HostSettings settings) => settings switch
    {
        { Role: SiloRole.Own } => null,
        _ when !ClusterHosting.IsPossible => NoClusters,
        _ when !PostgresStores.IsOne(settings.Storage) => NeedsPostgres,
        _ => null,
    };

    /// <summary>Of LC_ALL, LC_MESSAGES and LANG the first that is set says which language.</summary>
    public override string ToString()
    {
        var language = ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return language?.StartsWith("fi", true, CultureInfo.InvariantCulture) == true ? Finnish : English;
    }
}

/// <summary>A process that isn't begun. Its message is meant for whoever started it.</summary>
public sealed class StartRefusedException(StartRefusal refusal) : Exception(refusal.ToString())
{
    public StartRefusal Refusal => refusal;

    public static void ThrowIf(StartRefusal? refusal)
    {
        if (refusal is not null) throw new StartRefusedException(refusal);
    }
}
