using Orleans;
using Orleans.Runtime;
using SocialCrm.Conversations;

namespace SocialCrm.Silo;

/// <summary>
/// Repeats calls that Orleans rejects because their silo stops or died: the next attempt finds the actor elsewhere, or places it. What a silo refuses
/// because too much waits is no rejection, and isn't repeated. (Without this, stopping one of three silos under load answered 4 to 40 requests with 503.)
/// </summary>
internal sealed class RepeatRejected(RejectionPatience patience, TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var since = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            await context.Invoke();
            if (context.Response?.Exception is not OrleansMessageRejectionException || time.GetElapsedTime(since) + pause > patience.Time || !IsRepeatable(context)) return;
            await Task.Delay(pause, time);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>
    /// All calls between our actors may be repeated, as they are after a timeout, but those that can't tell a repetition: an act without a source.
    /// Orleans' own calls know themselves what to do.
    /// </summary>
    private static bool IsRepeatable(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType?.Assembly == typeof(IConversationGrain).Assembly
        && !(context.Request.GetArgumentCount() > 0 && context.Request.GetArgument(0) is ConversationAct { Source: null });
}

/// <summary>
/// How long rejections are repeated; beyond it the caller hears of it. A silo that was killed is declared dead after two to three seconds; one that stops rejects
/// calls of an actor until that has finished.
/// </summary>
internal sealed record RejectionPatience(TimeSpan Time)
{
    /// <summary>Between actors: an Api process that waits for the caller gives up after 8 s.</summary>
    public static RejectionPatience OfSilo { get; } = new(TimeSpan.FromSeconds(6));

    /// <summary>Of an Api process: a call on its behalf that was rejected for so long between actors is asked once or twice more.</summary>
    public static RejectionPatience OfClient { get; } = new(TimeSpan.FromSeconds(15));
}
