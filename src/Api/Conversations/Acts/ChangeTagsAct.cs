using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;

namespace SocialCrm.Api.Conversations.Acts;

internal sealed class ChangeTagsAct(IGrainFactory grains) : ActEndpoint(grains)
{
    private const int MaxWords = 50;

    public override string Name => "tags";

    public override string Summary => "Adds and removes tags";

    public override (string Name, string Type, string Text)[] Members => [("add", "strings", "Each 1 to 64 characters"), ("remove", "strings", "One in both is removed")];

    protected override ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation)
    {
        var (add, remove) = (body.Words("add", MaxWords, Check), body.Words("remove", MaxWords, Check));
        if (add.Count == 0 && remove.Count == 0 && !body.Errors.Any) body.Errors.Add("add", Rule.NothingToChange);
        return new(new ChangeTags { Add = add, Remove = remove });
    }

    private static string? Check(string tag) =>
        string.IsNullOrWhiteSpace(tag) || tag.Length > Words.TagCharacters || tag.Contains(',', StringComparison.Ordinal) || tag.AsSpan().ContainsAny(JsonText.Control) ? Rule.Tag : null;
}
