using System.Globalization;
using SocialCrm.Api.Access;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary>Replaces a document: checked with all others, stored as the next version, in force here when the answer is written.</summary>
internal sealed partial class Putting(Checking checking, Configurations configurations, IConfigurationStore store, TimeProvider time, ILogger<Putting> logger)
{
    public const int MaxComment = 500;

    /// <summary>How often others may put other documents between the check and the storing before this one counts as stale.</summary>
    private const int Attempts = 5;

    /// <param name="expected">The version that was seen; null: whatever is there.</param>
    public async Task AnswerAsync(HttpContext context, string kind, string text, string? comment, long? expected)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await configurations.RefreshAsync(context.RequestAborted);
            var newest = configurations.Current.Version;
            var (version, current) = configurations.TextAt(kind, newest);
            if (current == text)
            {
                await WriteAsync(context, kind, version, changed: false);
                return;
            }

            if (expected < version || expected > newest) break;
            var faults = await checking.FaultsOfAsync(kind, text, context.RequestAborted);
            if (faults.Count > 0)
            {
                var errors = new Errors();
                foreach (var fault in faults) errors.Add(fault);
                await context.ProblemAsync(new Problem(ProblemType.InvalidDocument) { Errors = errors });
                return;
            }

            var document = new StoredDocument(newest + 1, kind, context.Principal().Name, time.GetUtcNow(), comment, text);
            if (!await store.AppendAsync(document, CancellationToken.None)) continue;
            await configurations.RefreshAsync(CancellationToken.None);
            LogPut(logger, document.Version, kind, document.Author);
            await WriteAsync(context, kind, document.Version, changed: true);
            return;
        }

        await StaleAsync(context, kind);
    }

    public static void Tag(HttpContext context, long version) => context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static Task WriteAsync(HttpContext context, string kind, long version, bool changed)
    {
        Tag(context, version);
        return context.JsonAsync(json =>
        {
            json.WriteString("kind"u8, kind);
            json.WriteNumber("version"u8, version);
            json.WriteBoolean("changed"u8, changed);
        });
    }

    private Task StaleAsync(HttpContext context, string kind)
    {
        var (version, text) = configurations.TextAt(kind, long.MaxValue);
        return context.ProblemAsync(new Problem(ProblemType.Stale)
        {
            Extension = json =>
            {
                json.WriteStartObject("current"u8);
                json.WriteString("kind"u8, kind);
                json.WriteNumber("version"u8, version);
                json.WriteString("document"u8, text);
                json.WriteEndObject();
            },
        });
    }

    [LoggerMessage(2320, LogLevel.Information, "Configuration version {Version}: {Kind}, by {Actor}")]
    private static partial void LogPut(ILogger logger, long version, string kind, string actor);
}
