namespace SocialCrm.Bench.Scenarios;

/// <summary>One process has one place: <c>--cluster</c> is refused before anybody asks.</summary>
internal static class ActorPlaces
{
    public static Task TellAsync(Report report, string store, string where) => Task.FromException(new NotSupportedException("a cluster needs Orleans"));
}
