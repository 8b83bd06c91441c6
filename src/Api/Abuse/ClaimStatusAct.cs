using Orleans;
using SocialCrm.Abuse;
using SocialCrm.Api.Access;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Abuse;

internal sealed class ClaimStatusAct(IGrainFactory grains) : ActEndpoint(grains)
{
    private static readonly Dictionary<string, ClaimStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["open"] = ClaimStatus.Open, ["justified"] = ClaimStatus.Justified, ["fabricated"] = ClaimStatus.Fabricated,
    };

    public override string Name => "claim-status";

    public override string Summary => "Says whether what the customer claims is so";

    public override (string Name, string Type, string Text)[] Members => [("status!", "string", "open, justified or fabricated"), ("reason!", "string", "Kept with who judged")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var status = ClaimStatus.Open;
        if (body.Text("status", 16, required: true) is { } word && !Statuses.TryGetValue(word, out status))
            body.Errors.Add("status", Rule.OneOf, string.Join(", ", Statuses.Keys));
        return new(new JudgeClaim { Status = status, Reason = body.Text("reason", Words.NoteCharacters, required: true, isText: true) ?? "" });
    }
}
