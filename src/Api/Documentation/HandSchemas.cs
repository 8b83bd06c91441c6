using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SocialCrm.Agents;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Documentation;

/// <summary>The schemas of what is read and written by hand.</summary>
internal static class HandSchemas
{
    public static readonly IOpenApiSchema Text = new OpenApiSchema { Type = JsonSchemaType.String };

    public static IOpenApiSchema Receipts => Object(("results!", "receipts", "One each, in the order sent"));

    public static IOpenApiSchema UpdateReceipts => Object(("results!", "updateReceipts", "One each, in the order sent"));

    public static IOpenApiSchema Problem
    {
        get
        {
            var schema = Object(
                ("type!", "string", "A stable address such as /problems/invalid-interaction"), ("title!", "string", "In Finnish or English, by Accept-Language"),
                ("status!", "integer", ""), ("detail!", "string", ""), ("traceId!", "string", "Under which it was logged"));
            schema.Properties!["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "By the member's path, such as [3].text: the rules that it breaks",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text },
            };
            schema.Properties["current"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "At a 409: what was to be changed, as it is now" };
            return schema;
        }
    }

    /// <summary>One interaction, or an array of them.</summary>
    public static IOpenApiSchema Interactions => OneOrMore("Interaction");

    /// <summary>One update, or an array of them.</summary>
    public static IOpenApiSchema Updates => OneOrMore("InteractionUpdate");

    public static IOpenApiSchema Update
    {
        get
        {
            var schema = Object(
                ("channel!", "string", "This and the next two name the interaction as it was taken in"), ("account", "string", ""),
                ("externalId!", "string", "Of an answer written here: the one that timelines give it (reply-...)"),
                ("kind!", "string", $"{UpdateKinds.All}. Receipts (sent and all after it) are of outbound ones only"),
                ("at!", "time", "When it happened, with its offset; at most one hour ahead"),
                ("text", "string", "The whole text after an edit; required there, else ignored. Up to 256 KiB of UTF-8"),
                ("reason", "string", $"Why it failed, in the channel's words; required there, else ignored. Up to {Limits.ReasonCharacters} characters"));
            schema.Description = "What became of an interaction after it was said. Members not named here are ignored.";
            return schema;
        }
    }

    private static OpenApiSchema OneOrMore(string schema) => new()
    {
        OneOf =
        [
            new OpenApiSchemaReference(schema),
            new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = Bounds.MaxInteractions, Items = new OpenApiSchemaReference(schema) },
        ],
    };

    public static IOpenApiSchema Interaction
    {
        get
        {
            var schema = Object(
                ("channel!", "string", $"{string.Join(", ", Channels.Known.Order(StringComparer.Ordinal))}, or custom: and a word of a-z, 0-9, - and _"),
                ("account", "string", "The company's own handle on the channel"),
                ("externalId!", "string", "The provider's id of the message, unique within channel and account"),
                ("thread", "string", "The provider's thread; without one it is the person's direct line to the account"),
                ("inReplyTo", "string", "The externalId of the message that this one answers, in the same channel and account"),
                ("direction!", "string", "inbound, outbound or internal"),
                ("public", "boolean", "Whether others than the customer and the company can read it; default false"),
                ("subject", "string", ""), ("text", "string", "Up to 256 KiB of UTF-8; empty only with an attachment"),
                ("at!", "time", "When it was said, with its offset; at most one hour ahead"), ("permalink", "string", "An absolute http(s) address"),
                ("automatic", "boolean", "No human wrote it: it doesn't count as an answer; default false"), ("attachments", "attachments", "Up to 50"),
                ("language", "string", "BCP 47"), ("sentiment", "number", "-1 to 1"));
            schema.Properties!["author"] = Object(
                ("handle!", "string", "The customer's on the channel; for outbound and internal ones, who wrote for the company"), ("name", "string", ""),
                ("email", "string", "A hint: links a new identity to the customer known by it"), ("phone", "string", "A hint, as email"),
                ("customerId", "string", "A hint, as email; an unknown one is a 400"), ("locale", "string", "BCP 47"), ("followers", "integer", ""));
            schema.Properties["customer"] = Object(
                ("id", "string", "The customer's id, or channel and handle"), ("channel", "string", ""), ("handle", "string", ""),
                ("scope", "string", "The account, for channels whose handles are scoped to one; default the interaction's"));
            schema.Properties["metadata"] = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = $"The sender's own, kept as it came; up to {Limits.MetadataBytes / 1024} KiB" };
            schema.Required!.Add("author");
            schema.Description = "One thing said between a customer and the company. Members not named here are ignored.";
            return schema;
        }
    }

    public static (string Name, string Type, string Text)[] PutDocument =>
        [("kind!", "string", ""), ("version!", "integer", "At which the document was last changed"), ("changed!", "boolean", "False: it was there already")];

    /// <param name="members">Names with a trailing <c>!</c> are required.</param>
    public static OpenApiSchema Object(params (string Name, string Type, string Text)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(m => m.Name.TrimEnd('!'), m => (IOpenApiSchema)Of(m.Type, m.Text, isRequired: m.Name.EndsWith('!')), StringComparer.Ordinal),
        Required = members.Where(m => m.Name.EndsWith('!')).Select(m => m.Name.TrimEnd('!')).ToHashSet(StringComparer.Ordinal),
    };

    public static OpenApiSchema List((string Name, string Type, string Text)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["items"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Object(members) } },
        Required = new HashSet<string>(StringComparer.Ordinal) { "items" },
    };

    private static OpenApiSchema ListOf(params (string Name, string Type, string Text)[] members) => new() { Type = JsonSchemaType.Array, Items = Object(members) };

    private static OpenApiSchema Of(string type, string text, bool isRequired)
    {
        var schema = type switch
        {
            "strings" => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text },
            "time" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            "integer" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            "number" => new OpenApiSchema { Type = JsonSchemaType.Number },
            "boolean" => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            "attachments" => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MaxItems = Limits.Attachments,
                Items = Object(("name", "string", ""), ("contentType", "string", ""), ("url", "string", "An absolute http(s) address; a name or a url is needed"), ("size", "integer", "Bytes")),
            },
            "views" => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MaxItems = SavedViews.MaxViews,
                Items = Object(
                    ("name!", "string", "Unique in the list, whatever the case of its letters"), ("status", "string", "This and the others: as GET /api/conversations takes them"),
                    ("queue", "string", ""), ("assignee", "string", ""), ("channel", "string", ""), ("sort", "string", "")),
            },
            "means" => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = Values(NotificationChoices.Means) },
            },
            "texts" => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Text },
            "policies" => ListOf(("policy", "string", "Null: without one"), ("count!", "integer", "Waits"), ("earliestDueAt", "time", ""), ("latestDueAt", "time", "")),
            "duties" => ListOf(("channel!", "string", ""), ("account", "string", "Null: all accounts"), ("calendar!", "string", ""), ("watched!", "boolean", "Somebody is on duty now"), ("until", "time", "When the watch ends; null where it never does"), ("from", "time", "When it begins again")),
            "calendarDays" => ListOf(("name!", "string", ""), ("days!", "unusualDays", "In order")),
            "unusualDays" => ListOf(("date!", "string", "Such as 2026-12-24"), ("holiday", "string", "Its name in Finnish or English, by Accept-Language; null for a day that the calendar itself names"), ("openings!", "strings", "None: closed")),
            "put" => ListOf(PutDocument),
            "faults" => ListOf(("field!", "string", "Its path in the document; KIND: and a path where another document would miss a name"), ("rule!", "string", ""), ("text!", "string", "In Finnish or English, by Accept-Language")),
            "changes" => ListOf(("version!", "integer", "Of all documents together"), ("kind!", "string", ""), ("author!", "string", "A sign-in name, or a key's id"), ("at!", "time", ""), ("comment", "string", "")),
            "documents" => ListOf(("kind!", "string", ""), ("version!", "integer", "At which it was last changed; 0: as the program brings it along"), ("readable!", "boolean", "False: this program can't read it, and what was before it is in force")),
            "decisions" => ListOf(
                ("version!", "integer", "Of the conversation"), ("at!", "time", ""), ("kind!", "string", "message, act, update (what became of a message) or deadline"), ("actor", "string", ""),
                ("configuration", "integer", "The version by which was judged; null where no rule was looked at"), ("forgotten!", "boolean", "That version isn't known any more: explained by the oldest that is"),
                ("erased!", "boolean", "What was said is erased: what depends on it can't be told"), ("agrees!", "boolean", "Judging again did what is recorded"),
                ("rules!", "looks", "In the order in which they were looked at"), ("policies!", "looks", "Up to the one that was taken"), ("chosenPolicy", "string", "By a rule"),
                ("done!", "deeds", "What the row did")),
            "looks" => ListOf(
                ("id!", "string", ""), ("name", "string", ""), ("when", "strings", "What a rule was looked at for"), ("by", "string", "The rule that set it off"),
                ("acted", "boolean", "Of a rule"), ("taken", "boolean", "Of a policy"), ("text!", "string", "In words"),
                ("why!", "object", "test, wanted, saw, holds (null: can't be told) and, of a combination, parts")),
            "deeds" => ListOf(
                ("type!", "string", "The event, such as conversation.queue-changed"), ("text!", "string", "In words"),
                ("clock", "object", "Of a response time that began or changed: kind, policy, policyName, calendar, targetMs, elapsedMs (when it last stood still), since, running, dueAt")),
            "figures" => ListOf(("name!", "string", ""), ("now!", "integer", "By what is in force"), ("changed!", "integer", "By what is tried")),
            "samples" => ListOf(("conversationId!", "string", ""), ("differences!", "differences", "")),
            "differences" => ListOf(("what!", "string", "queue, assignee, priority, status, tags, or a figure"), ("now", "string", ""), ("changed", "string", "")),
            "receipts" => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Object(
                    ("externalId!", "string", ""), ("customerId", "string", "Null while it is unlinked, as are the next two"), ("conversationId", "string", ""),
                    ("version", "integer", "The conversation's version that recorded it"), ("duplicate!", "boolean", "It was stored before")),
            },
            "updateReceipts" => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Object(
                    ("externalId!", "string", ""), ("customerId", "string", "Null where the interaction isn't known, as are the next two"), ("conversationId", "string", ""),
                    ("version", "integer", "The conversation's version that recorded the update"), ("duplicate!", "boolean", "It was stored before"),
                    ("unknown!", "boolean", "The interaction isn't known, or is an answer that waits for its question: nothing is stored; send it again later")),
            },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        };
        if (!isRequired) schema.Type |= JsonSchemaType.Null;
        schema.Description = text.Length == 0 ? null : text;
        return schema;
    }

    public static IList<JsonNode> Values(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)JsonValue.Create(w))];
}
