using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;

namespace SocialCrm.Api.Identities;

/// <summary><c>GET /api/identities/{channel}/{handle}?scope=</c>: whose contact point it is.</summary>
internal sealed class GetIdentity(IGroupedReads reads)
{
    private const int MaxHandleCharacters = 512;

    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var channel = context.Request.RouteValues["channel"] as string ?? "";
        // The server leaves an escaped slash as it is; a handle may have one.
        var handle = (context.Request.RouteValues["handle"] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var scope = query.Text("scope");
        if (!Channels.IsValid(channel)) query.Errors.Add("channel", Rule.Channel, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)));
        if (handle.Length > MaxHandleCharacters) query.Errors.Add("handle", Rule.TooLong, MaxHandleCharacters);
        else if (handle.AsSpan().ContainsAny(JsonText.Control)) query.Errors.Add("handle", Rule.ControlCharacter);
        if (!await query.FinishAsync(context)) return;

        var key = IdentityKey.Of(channel, Channels.ScopeOf(channel, scope ?? ""), Handles.Normalise(channel, handle));
        var owner = await reads.OwnerAsync(key, context.RequestAborted);
        if (owner is not { } customer)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        await context.JsonAsync(json =>
        {
            json.WriteString("channel"u8, key.Channel);
            json.WriteString("scope"u8, key.Scope);
            json.WriteString("handle"u8, key.Handle);
            json.WriteString("customerId"u8, customer.ToString());
        });
    }
}
