using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary>What people configure: seven documents, each with its history.</summary>
internal static class ConfigurationFeature
{
    private const string Tag = "Configuration";

    /// <summary>Everybody who works here may know by which rules; so may whoever writes them.</summary>
    private static readonly Needs Reading = new(Permissions.Read) { Or = Permissions.Configure };

    private static readonly Parameter Expected = new("expectedVersion", "integer", "The version you saw (or If-Match); 409 with what is there now when the document has changed since");
    private static readonly Parameter Comment = new("comment", "string", "Why, for the history");
    private static readonly Parameter IfMatch = new("If-Match", "string", "The ETag you saw");

    private static readonly AnswerSchema Put = AnswerSchema.Object(HandSchemas.PutDocument);

    public static IServiceCollection AddConfiguration(this IServiceCollection services) => services
        .AddSingleton<DocumentTexts>().AddSingleton<Checking>().AddSingleton<Putting>()
        .AddSingleton<GetConfiguration>().AddSingleton<PutConfiguration>().AddSingleton<GetDocument>().AddSingleton<PutDocument>().AddSingleton<CheckDocument>()
        .AddSingleton<GetHistory>().AddSingleton<RevertDocument>().AddSingleton<ImportDays>().AddSingleton<PreviewDays>().AddSingleton<ApplyPolicies>();

    public static void MapConfiguration(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/config", services.GetRequiredService<GetConfiguration>().HandleAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "The documents in force, without their texts") { Answer = GetConfiguration.Schema });
        routes.MapPut("/api/config", services.GetRequiredService<PutConfiguration>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "Replaces several documents at once: all of them or none")
            {
                Detail = "They are checked together, so a rule may come with the queue that it names. Each that changes is a version of its own.",
                Body = BodySchema.Object(("documents!", "texts", "Texts by kind"), ("comment", "string", Comment.Text), ("expectedVersion", "integer", Expected.Text)),
                Answer = AnswerSchema.Object(("documents!", "put", "")),
                Refusals = [400, 409, 413, 415, 503],
            });
        routes.MapGet("/api/config/history", services.GetRequiredService<GetHistory>().HandleAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "Who changed which document when, newest first") { Query = GetHistory.Query, Answer = GetHistory.Schema, Refusals = [400, 503] });
        routes.MapGet("/api/config/{kind}", services.GetRequiredService<GetDocument>().HandleAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "A document, as it was written; its version is the ETag")
            {
                Detail = $"Kinds: {string.Join(", ", DocumentKinds.All)}.",
                Query = [new("version", "integer", "As it was in force then; 0: as the program brings it along")],
                Answer = AnswerSchema.TextOf(DocumentBody.ContentType),
                Refusals = [400, 404, 503],
            });
        routes.MapPut("/api/config/{kind}", services.GetRequiredService<PutDocument>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "Replaces a document: in force at once here, within a second in other processes")
            {
                Detail = "YAML, or JSON, which is YAML too. All of the configuration is checked with it; nothing is stored when anything is wrong. What is there already changes nothing.",
                Query = [Expected, Comment],
                Headers = [IfMatch],
                Body = BodySchema.Text(DocumentBody.ContentType),
                Answer = Put,
                Refusals = [400, 404, 409, 413, 415, 503],
            });
        routes.MapPost("/api/config/{kind}/check", services.GetRequiredService<CheckDocument>().HandleAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "What would be wrong with a document; nothing is stored")
            {
                Body = BodySchema.Text(DocumentBody.ContentType), Answer = CheckDocument.Schema, Refusals = [400, 404, 413, 415, 503],
            });
        routes.MapPost("/api/config/response-times/apply", services.GetRequiredService<ApplyPolicies>().StartAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "Applies the newest policies to customers who wait already, as a job")
            {
                Detail = "What was missed stays missed, what was warned of isn't warned of again. Starting it again is safe.",
                Query = ApplyPolicies.Query,
                Status = 202,
                Answer = ApplyPolicies.Schema,
                Refusals = [400, 503],
            });
        routes.MapGet("/api/config/response-times/apply/{id}", services.GetRequiredService<ApplyPolicies>().GetAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "How far such a job is, for an hour after its end") { Answer = ApplyPolicies.Schema, Refusals = [404] });
        routes.MapPost("/api/config/calendars/ical", services.GetRequiredService<ImportDays>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "Closes the whole days of an iCalendar file in a calendar")
            {
                Detail = "The days become lines of the document; what else is written there stays. Days that the calendar names already are left out.",
                Query = [.. ImportDays.Query, Expected, Comment],
                Body = BodySchema.Text(DocumentBody.ICalendar),
                Answer = Put,
                Refusals = [400, 409, 413, 415, 503],
            });
        routes.MapPost("/api/config/calendars/days", services.GetRequiredService<PreviewDays>().HandleAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "Holidays and other days that are unlike their weekday, by a document that needn't be in force")
            {
                Query = PreviewDays.Query, Body = BodySchema.Text(DocumentBody.ContentType), Answer = PreviewDays.Schema, Refusals = [400, 413, 415, 503],
            });
        routes.MapGet("/api/config/{kind}/history", services.GetRequiredService<GetHistory>().HandleAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "Who changed a document when, newest first") { Query = GetHistory.Query, Answer = GetHistory.Schema, Refusals = [400, 404, 503] });
        routes.MapPost("/api/config/{kind}/revert", services.GetRequiredService<RevertDocument>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "Puts a document as it was at a version, as a new version")
            {
                Body = BodySchema.Object(
                    ("version!", "integer", "0: as the program brings it along"), ("comment", "string", Comment.Text), ("expectedVersion", "integer", Expected.Text)),
                Answer = Put,
                Refusals = [400, 404, 409, 413, 415, 503],
            });
        routes.MapGet("/api/config/{kind}/schema", GetSchema.HandleAsync)
            .Needs(Reading)
            .Describe(new Description(Tag, "The JSON schema of a kind of document, for editors") { Answer = AnswerSchema.TextOf(GetSchema.ContentType), Refusals = [404] });
    }

    /// <summary>The kind in the path; null when there is none of that name, and the answer is written.</summary>
    public static async Task<string?> KindAsync(this HttpContext context)
    {
        if (context.Request.RouteValues["kind"] is string kind && DocumentKinds.IsOne(kind)) return kind;
        await context.ProblemAsync(ProblemType.NotFound);
        return null;
    }
}
