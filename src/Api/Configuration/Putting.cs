using System.Globalization;
using System.Text.Json;
using SocialCrm.Api.Access;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary>Replaces documents: checked with all others, stored as the next versions together or not at all, in force here when the answer is written.</summary>
internal sealed partial class Putting(Checking checking, Configurations configurations, IConfigurationStore store, TimeProvider time, ILogger<Putting> logger)
{
    public const int MaxComment = 500;

    /// <summary>How often others may put other documents between the check and the storing before these count as stale.</summary>
    private const int Attempts = 5;

    /// <summary>One document. Answers its version, or why not.</summary>
    public Task AnswerAsync(HttpContext context, string kind, string text, string? comment, long? expected) =>
        AnswerAsync(context, new Dictionary<string, string>(StringComparer.Ordinal) { [kind] = text }, comment, expected, put =>
        {
            Tag(context, put[0].Version);
            return context.JsonAsync(json => Write(json, put[0]));
        });

    /// <param name="expected">The version that was seen; null: whatever is there.</param>
    /// <param name="answer">Writes what there is now; called when all is in force.</param>
    public async Task AnswerAsync(
        HttpContext context, IReadOnlyDictionary<string, string> documents, string? comment, long? expected, Func<IReadOnlyList<PutDocumentAnswer>, Task> answer)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await configurations.RefreshAsync(context.RequestAborted);
            var newest = configurations.Current.Version;
            var changed = documents.Where(d => configurations.TextAt(d.Key, newest).Text != d.Value).ToDictionary(StringComparer.Ordinal);
            if (changed.Count == 0)
            {
                await answer([.. documents.Keys.Select(kind => new PutDocumentAnswer(kind, configurations.TextAt(kind, newest).Version, Changed: false))]);
                return;
            }

            if (expected > newest || changed.Keys.Any(kind => configurations.TextAt(kind, newest).Version > expected)) break;
            if (await checking.FaultsOfAsync([.. documents.Select(static d => ConfigurationReader.Read(d.Key, d.Value))], context.RequestAborted) is { Count: > 0 } faults)
            {
                var errors = new Errors();
                foreach (var fault in faults) errors.Add(fault);
                await context.ProblemAsync(new Problem(ProblemType.InvalidDocument) { Errors = errors });
                return;
            }

            var author = context.Principal().Name;
            var stored = changed.Select((d, i) => new StoredDocument(newest + 1 + i, d.Key, author, time.GetUtcNow(), comment, d.Value)).ToList();
            if (!await store.AppendAsync(stored, CancellationToken.None)) continue;
            await configurations.RefreshAsync(CancellationToken.None);
            foreach (var document in stored) LogPut(logger, document.Version, document.Kind, author);
            await answer([.. documents.Keys.Select(kind => new PutDocumentAnswer(kind, configurations.TextAt(kind, stored[^1].Version).Version, changed.ContainsKey(kind)))]);
            return;
        }

        await StaleAsync(context, documents.Keys);
    }

    public static void Tag(HttpContext context, long version) => context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static void Write(Utf8JsonWriter json, PutDocumentAnswer put)
    {
        json.WriteString("kind"u8, put.Kind);
        json.WriteNumber("version"u8, put.Version);
        json.WriteBoolean("changed"u8, put.Changed);
    }

    private Task StaleAsync(HttpContext context, IEnumerable<string> kinds) => context.ProblemAsync(new Problem(ProblemType.Stale)
    {
        Extension = json =>
        {
            // The document that changed last is the one to look at.
            var (kind, (version, text)) = kinds.Select(k => (k, configurations.TextAt(k, long.MaxValue))).MaxBy(static d => d.Item2.Version);
            json.WriteStartObject("current"u8);
            json.WriteString("kind"u8, kind);
            json.WriteNumber("version"u8, version);
            json.WriteString("document"u8, text);
            json.WriteEndObject();
        },
    });

    [LoggerMessage(2320, LogLevel.Information, "Configuration version {Version}: {Kind}, by {Actor}")]
    private static partial void LogPut(ILogger logger, long version, string kind, string actor);
}

/// <param name="Version">At which the document was last changed.</param>
/// <param name="Changed">False: it was there already.</param>
internal sealed record PutDocumentAnswer(string Kind, long Version, bool Changed);
