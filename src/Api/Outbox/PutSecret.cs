using System.Text;
using SocialCrm.Api.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Outbox;

namespace SocialCrm.Api.Outbox;

/// <summary><c>PUT /api/secrets/{name}</c>.</summary>
internal sealed partial class PutSecret(ISecretStore store, TimeProvider time, ILogger<PutSecret> logger)
{
    private const int MaxNameCharacters = 64;
    private const int MinCharacters = 16;
    private const int MaxCharacters = 500;

    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var name = (string)context.Request.RouteValues["name"]!;
        if (name.Length > MaxNameCharacters || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')) body.Errors.Add("name", Rule.SecretName);
        var value = body.Text("value", MaxCharacters, required: true);
        if (value?.Length < MinCharacters) body.Errors.Add("value", Rule.TooShort, MinCharacters);
        if (!await body.FinishAsync(context)) return;
        await store.PutAsync(name, Encoding.UTF8.GetBytes(value!), context.Principal().Name, time.GetUtcNow(), CancellationToken.None);
        LogPut(logger, name, context.Principal().Name);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    [LoggerMessage(2402, LogLevel.Information, "Secret {Name} was set by {Actor}")]
    private static partial void LogPut(ILogger logger, string name, string actor);
}
