using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Access.People;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Json;
using SocialCrm.Commitments;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Commitments;

internal sealed class MakeCommitmentAct(IGrainFactory grains, PeopleCache people) : ActEndpoint(grains)
{
    private const int MaxCharacters = 2_000;

    public override string Name => "commitments";

    public override string Summary => "Promises something to the customer";

    public override (string Name, string Type, string Text)[] Members =>
    [
        ("text!", "string", "What is promised; up to 2,000 characters"),
        ("due!", "time", "A time to come, with its offset; then the owner is told"),
        ("owner", "string", "Who has to keep it, by sign-in name; you, unless you say so. Others only as a supervisor"),
    ];

    protected override async ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation) => new MakeCommitment
    {
        Text = body.Text("text", MaxCharacters, required: true, isText: true) ?? "",
        DueAt = body.Time("due", required: true) ?? default,
        Owner = await body.PersonAsync("owner", people, cancellation),
    };
}
