using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Commitments;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Commitments;

/// <summary>What becomes of a promise: three addresses, one act.</summary>
internal abstract class SettleCommitmentAct(IGrainFactory grains, string name, string summary, CommitmentState outcome) : ActEndpoint(grains)
{
    public override string Name => "commitments/" + name;

    public override string Summary => summary;

    public override (string Name, string Type, string Text)[] Members => [("number!", "integer", "As the conversation's commitments say"), ("reason", "string", "")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var before = body.Errors.Count;
        var number = body.Number("number");
        if (number is null && body.Errors.Count == before) body.Errors.Add("number", Rule.Required);
        else if (number is < 1 or > int.MaxValue) body.Errors.Add("number", Rule.Range, $"1 ... {int.MaxValue}");
        return new(new SettleCommitment { Number = (int)(number ?? 0), Outcome = outcome, Reason = body.Text("reason", Words.NoteCharacters, isText: true) });
    }
}

internal sealed class KeepCommitmentAct(IGrainFactory grains) : SettleCommitmentAct(grains, "keep", "A promise was kept", CommitmentState.Kept);

internal sealed class BreakCommitmentAct(IGrainFactory grains) : SettleCommitmentAct(grains, "break", "A promise won't be kept", CommitmentState.Broken);

internal sealed class CancelCommitmentAct(IGrainFactory grains) : SettleCommitmentAct(grains, "cancel", "Nobody needs a promise any more", CommitmentState.Cancelled);
