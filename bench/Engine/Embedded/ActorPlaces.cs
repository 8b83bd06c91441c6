namespace SocialCrm.Bench.Scenarios;

/// <summary>One process has one place.</summary>
internal static class ActorPlaces
{
    public static Task TellAsync(Report report, string store, string where) => throw new NotSupportedException($"{where} of {report}: {store} has no cluster in this engine");
}
