using SocialCrm.Api.Access;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Customers;

/// <summary><c>POST /api/customers/{id}/notes</c>: what somebody of the company heard, kept with the customer in a few seconds.</summary>
internal sealed class AddNote(Intake intake, TimeProvider time)
{
    /// <summary>What can be told afterwards, the first by default.</summary>
    public static readonly IReadOnlyList<string> Channels = ["note", "phone", "meeting", "store"];

    private const int MaxKeyCharacters = 255;

    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        if (!CustomerId.TryParse(context.Request.RouteValues["id"] as string, out var id)) body.Errors.Add("id", Rule.CustomerId);
        var channel = body.Text("channel", Limits.IdCharacters) ?? Channels[0];
        if (!Channels.Contains(channel, StringComparer.Ordinal)) body.Errors.Add("channel", Rule.OneOf, string.Join(", ", Channels));
        var attachments = body.Attachments();
        var text = body.Message(attachments);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKeyCharacters || key.Any(static c => c is <= ' ' or > '~')) body.Errors.Add("Idempotency-Key", Rule.IdempotencyKey);
        if (!await body.FinishAsync(context)) return;

        var principal = context.Principal();
        var note = new Interaction
        {
            Channel = channel,
            ExternalId = $"{principal.Name}/{(key.Length > 0 ? key : Guid.NewGuid().ToString("N"))}",
            Direction = Direction.Internal,
            Text = text,
            Attachments = attachments,
            At = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
            Author = new Author { Handle = principal.Name, Name = principal.DisplayName },
            Customer = new CustomerReference { Id = id.ToString() },
        };
        // Whoever sends it and goes away has it kept all the same.
        var result = await intake.TakeAsync([note], new IntakeOrigin(principal.Name, Trusted: false, History: false), CancellationToken.None);
        await (result switch
        {
            IntakeResult.Taken { Receipts: [var receipt, ..] } => context.JsonAsync(json =>
            {
                json.WriteString("customerId"u8, receipt.CustomerId.ToString());
                json.WriteString("conversationId"u8, receipt.ConversationId.ToString());
                json.WriteNumber("version"u8, receipt.Version ?? 0);
            }),
            IntakeResult.Refused => context.ProblemAsync(ProblemType.NotFound),
            _ => context.ProblemAsync(Failures.Unavailable),
        });
    }
}
