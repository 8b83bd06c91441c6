using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;

namespace SocialCrm.Api.Rules;

/// <summary>Why rules did what they did, and what others would have done.</summary>
internal static class RulesFeature
{
    private const string Tag = "Rules";

    public static IServiceCollection AddRules(this IServiceCollection services) => services
        .AddSingleton<GetDecisions>().AddSingleton<StartTrial>().AddSingleton<GetTrial>().AddSingleton<CancelTrial>();

    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/conversations/{id}/decisions", services.GetRequiredService<GetDecisions>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description(Tag, "Why: row by row, which rules and policies were looked at, what failed on which value, what was done")
            {
                Detail = "Judged again from the journal by the configuration of that time. Sentences are in Finnish or English, by Accept-Language.",
                Query = GetDecisions.Query,
                Answer = GetDecisions.Schema,
                Refusals = [400, 404, 503],
            });
        routes.MapPost("/api/rules/trial", services.GetRequiredService<StartTrial>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "Tries changed rules on past traffic, beside those in force; nothing is changed and nobody told")
            {
                Detail = "Answers where it can be followed. At most 500,000 rows of the journal; its result is kept for an hour.",
                Body = BodySchema.Object(
                    ("rules", "string", "The changed document rules, as YAML; without it, the one in force"), ("responseTimes", "string", "The changed document response-times, as YAML; without it, the one in force"),
                    ("from!", "time", "Where the period begins"), ("to", "time", "Where it ends; default now")),
                Status = StatusCodes.Status202Accepted,
                Answer = StartTrial.Schema,
                Refusals = [400, 413, 415, 429, 503],
            });
        routes.MapGet("/api/rules/trial/{id}", services.GetRequiredService<GetTrial>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "How far a trial is, and what it found") { Answer = GetTrial.Schema, Refusals = [404, 503] });
        routes.MapDelete("/api/rules/trial/{id}", services.GetRequiredService<CancelTrial>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description(Tag, "Ends a trial; what it found so far stays") { Status = StatusCodes.Status204NoContent, Refusals = [404, 503] });
    }
}
