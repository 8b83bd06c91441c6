using System.Security.Cryptography;
using System.Text;
using Orleans;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Live;

namespace SocialCrm.Api.Conversations.Acts;

/// <summary>What all acts share: who acts on what, repeated or not, and what became of it. Each act's own file says what it takes.</summary>
internal abstract class ActEndpoint(IGrainFactory grains)
{
    private const int MaxKeyCharacters = 255;

    /// <summary>The address below the conversation.</summary>
    public abstract string Name { get; }

    public abstract string Summary { get; }

    /// <summary>The members of the body, for the document; expectedVersion is added.</summary>
    public abstract (string Name, string Type, string Text)[] Members { get; }

    /// <summary>The act that the body asks for; what is wrong goes to the body's errors.</summary>
    protected abstract ValueTask<ConversationAct> ReadAsync(JsonBody body, Principal principal, CancellationToken cancellation);

    public Description Description => new("Conversations", Summary)
    {
        Headers = [Description.IdempotencyKey],
        Body = BodySchema.Object([.. Members, ("expectedVersion", "integer", "The version you saw; 409 with the state now when it has changed")]),
        Answer = AnswerSchema.Of(ApiJson.Conversation),
        Refusals = [400, 404, 409, 413, 415, 422, 503],
    };

    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        if (!ConversationId.TryParse(context.Request.RouteValues["id"] as string, out var id)) body.Errors.Add("id", Rule.ConversationId);
        var principal = context.Principal();
        var key = IdempotencyKey(context.Request, body.Errors);
        var act = await ReadAsync(body, principal, context.RequestAborted) with
        {
            Actor = principal.Name,
            ExpectedVersion = body.Number("expectedVersion"),
            Source = key is null ? null : Sources.OfRequest(principal.Name, key),
            Request = key is null ? null : HashOf(context.Request.Path, body.Bytes.Span),
            OverOthers = principal.May(Permissions.OverOthers),
        };
        if (!await body.FinishAsync(context)) return;

        var result = await grains.GetGrain<IConversationGrain>(Keys.Of(id)).ActAsync(act);
        // The customer's state covers the act before the actor hears of it.
        if (result.Change is { } change)
        {
            await grains.GetGrain<ICustomerGrain>(Keys.Of(change.CustomerId)).ObserveAsync(change);
            await ThenAsync(change);
        }

        // A repetition may be the first that is answered: whoever asked before may have gone without telling the customer.
        else if (act.Source is not null && result is { Outcome: ActOutcome.Done, Conversation: { } repeated }) await CatchUpAsync(repeated.CustomerId);
        await AnswerAsync(context, result);
    }

    /// <summary>What an act brings about elsewhere, after its commit and before its answer.</summary>
    protected virtual Task ThenAsync(Change change) => Task.CompletedTask;

    private Task CatchUpAsync(CustomerId customer) => grains.GetGrain<ICustomerGrain>(Keys.Of(customer)).CatchUpAsync(long.MaxValue);

    private static Task AnswerAsync(HttpContext context, ActResult result) => result.Outcome switch
    {
        ActOutcome.Done when result.Conversation is { } conversation => DoneAsync(context, conversation),
        ActOutcome.Stale => ConflictAsync(context, ProblemType.Stale, result.Conversation),
        ActOutcome.TakenByAnother => ConflictAsync(context, ProblemType.TakenByAnother, result.Conversation),
        ActOutcome.Resolved => ConflictAsync(context, ProblemType.Resolved, result.Conversation),
        ActOutcome.ApprovalNeeded => ConflictAsync(context, ProblemType.ApprovalNeeded, result.Conversation),
        ActOutcome.NoApprovalAsked => ConflictAsync(context, ProblemType.NoApprovalAsked, result.Conversation),
        ActOutcome.KeyReused => context.ProblemAsync(ProblemType.KeyReused),
        ActOutcome.NotAllowed => context.ProblemAsync(ProblemType.NeedsSupervisor),
        ActOutcome.TimeHasPassed => context.InvalidAsync("until", Rule.PastTime),
        ActOutcome.TooManyTags => context.InvalidAsync("add", Rule.TooManyTags, MaxTags),
        ActOutcome.DueHasPassed => context.InvalidAsync("due", Rule.PastTime),
        ActOutcome.TooManyCommitments => context.InvalidAsync("text", Rule.TooManyCommitments, MaxCommitments),
        ActOutcome.NoSuchCommitment => context.InvalidAsync("number", Rule.UnknownCommitment),
        ActOutcome.NotFound => context.ProblemAsync(ProblemType.NotFound),
        _ => throw new InvalidOperationException($"An act with no answer: {result.Outcome}."),
    };

    /// <summary>Most tags of a conversation, as the decider bounds them.</summary>
    private const int MaxTags = 50;

    /// <summary>Most promises of a conversation that are still to be kept, as the decider bounds them.</summary>
    private const int MaxCommitments = 20;

    private static Task DoneAsync(HttpContext context, ConversationView conversation)
    {
        context.Response.Headers.ETag = $"\"{conversation.Version}\"";
        return context.JsonAsync(conversation, ApiJson.Conversation);
    }

    private static Task ConflictAsync(HttpContext context, ProblemType type, ConversationView? current) => context.ProblemAsync(new Problem(type)
    {
        Extension = current is null ? null : json =>
        {
            json.WritePropertyName("current"u8);
            System.Text.Json.JsonSerializer.Serialize(json, current, ApiJson.Conversation);
        },
    });

    private static string? IdempotencyKey(HttpRequest request, Errors errors)
    {
        var values = request.Headers["Idempotency-Key"];
        if (values.Count == 0) return null;
        if (values is [{ Length: >= 1 and <= MaxKeyCharacters } key] && key.All(c => c is > ' ' and <= '~')) return key;
        errors.Add("Idempotency-Key", Rule.IdempotencyKey);
        return null;
    }

    private static Guid HashOf(string path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(path + "\n"));
        hash.AppendData(body);
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16), bigEndian: true);
    }
}
