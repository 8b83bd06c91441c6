namespace SocialCrm.Journal;

/// <summary>Times as the tables hold them: Unix milliseconds.</summary>
internal static class Millis
{
    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Time(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);

    public static DateTimeOffset? Time(long? millis) => millis is { } value ? Time(value) : null;
}
