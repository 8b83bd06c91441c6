using SocialCrm.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.Keys;

/// <summary><c>POST /api/keys</c>.</summary>
internal sealed partial class CreateKey(IAccessStore store, TimeProvider time, ILogger<CreateKey> logger)
{
    private const int MaxNameCharacters = 128;

    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var name = body.Text("name", MaxNameCharacters, required: true);
        if (!body.Has("scopes")) body.Errors.Add("scopes", Rule.Required);
        var scopes = body.Words("scopes", Scopes.All.Count, scope => Scopes.All.Contains(scope, StringComparer.Ordinal) ? null : Rule.OneOf, string.Join(", ", Scopes.All));
        if (scopes.Count == 0 && !body.Errors.Any) body.Errors.Add("scopes", Rule.Required);
        if (!await body.FinishAsync(context)) return;

        var secret = KeySecrets.New();
        var key = new ApiKey(KeySecrets.NewId(), name!, KeySecrets.HashOf(secret), [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], time.GetUtcNow(), null);
        await store.AddKeyAsync(key, CancellationToken.None);
        LogCreated(logger, key.Id, context.Principal().Name);
        context.Response.Headers.CacheControl = "no-store";
        await context.JsonAsync(json =>
        {
            KeysFeature.Write(json, key);
            json.WriteString("secret"u8, secret);
        }, StatusCodes.Status201Created);
    }

    [LoggerMessage(2301, LogLevel.Information, "API key {Key} was made by {Actor}")]
    private static partial void LogCreated(ILogger logger, string key, string actor);
}
