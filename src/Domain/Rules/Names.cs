using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Interactions;

namespace SocialCrm.Rules;

/// <summary>The words that documents have for the values of enumerations: those of the API.</summary>
internal static class Names
{
    public static readonly FrozenDictionary<string, Direction> Directions = All<Direction>();
    public static readonly FrozenDictionary<string, Status> Statuses = All<Status>();
    public static readonly FrozenDictionary<string, Priority> Priorities = All<Priority>();
    public static readonly FrozenDictionary<string, Stage> Stages = All<Stage>();

    public static string Of<T>(T value) where T : struct, Enum => Words<T>.ByValue[Number(value)];

    private static FrozenDictionary<string, T> All<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(static v => Of(v), static v => v, StringComparer.Ordinal);

    private static int Number<T>(T value) where T : struct, Enum => Unsafe.As<T, int>(ref value);

    private static class Words<T> where T : struct, Enum
    {
        public static readonly string[] ByValue =
            [.. Enumerable.Range(0, Enum.GetValues<T>().Max(Number) + 1).Select(static i => Enum.GetName(typeof(T), i)?.ToLowerInvariant() ?? "")];
    }
}
