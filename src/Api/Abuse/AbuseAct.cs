using Orleans;
using SocialCrm.Abuse;
using SocialCrm.Api.Access;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Live;

namespace SocialCrm.Api.Abuse;

/// <summary>A step on the abuse ladder, taken in a conversation and applied in all of the customer's that are open.</summary>
internal sealed class AbuseAct(IGrainFactory grains) : ActEndpoint(grains)
{
    private static readonly Dictionary<string, AbuseLevel> Steps = new(StringComparer.Ordinal)
    {
        ["warn"] = AbuseLevel.Warned, ["mute"] = AbuseLevel.Muted, ["block"] = AbuseLevel.Blocked, ["lift"] = AbuseLevel.None,
    };

    private readonly IGrainFactory _grains = grains;

    public override string Name => "abuse";

    public override string Summary => "Warns, mutes or blocks the customer, or lifts it";

    public override (string Name, string Type, string Text)[] Members =>
    [
        ("step!", "string", "warn, mute (hidden until a time), block (recorded, no clock, no routing) or lift; mute and block, and lifting them, only as a supervisor"),
        ("until", "time", "Of a mute; else as long as the notices document says"),
        ("reason!", "string", "Kept with who took the step"),
    ];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var level = AbuseLevel.None;
        if (body.Text("step", 16, required: true) is { } word && !Steps.TryGetValue(word, out level)) body.Errors.Add("step", Rule.OneOf, string.Join(", ", Steps.Keys));
        var until = body.Time("until", required: false);
        if (until is not null && level != AbuseLevel.Muted) body.Errors.Add("until", Rule.OnlyOfMute);
        return new(new TakeAbuseStep { Level = level, Until = until, Reason = body.Text("reason", Words.NoteCharacters, required: true, isText: true) ?? "" });
    }

    /// <summary>Whoever goes before this is through leaves the rest to the customer's next message, which brings the step along.</summary>
    protected override async Task ThenAsync(Change change)
    {
        if (change.Facts.Standing is not { } standing) return;
        if (await _grains.GetGrain<ICustomerGrain>(Keys.Of(change.CustomerId)).GetAsync() is not { } customer) return;
        foreach (var open in customer.OpenConversations.Where(c => c.Id != change.Conversation.Id))
        {
            var result = await _grains.GetGrain<IConversationGrain>(Keys.Of(open.Id)).ActAsync(new ApplyStanding { Actor = "abuse-ladder", Standing = standing });
            if (result.Change is { } applied) await _grains.GetGrain<ICustomerGrain>(Keys.Of(change.CustomerId)).ObserveAsync(applied);
        }
    }
}
