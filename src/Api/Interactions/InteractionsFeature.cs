using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;

namespace SocialCrm.Api.Interactions;

internal static class InteractionsFeature
{
    public static IServiceCollection AddInteractions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AdmissionOptions>().Bind(configuration.GetSection(AdmissionOptions.Section))
            .Validate(o => o.MaxInteractionsInFlight >= Bounds.MaxInteractions, $"Admission:MaxInteractionsInFlight must be at least {Bounds.MaxInteractions}.")
            .Validate(o => o.MaxBytesInFlight >= Bounds.MaxBodyBytes, $"Admission:MaxBytesInFlight must be at least {Bounds.MaxBodyBytes}.")
            .ValidateOnStart();
        return services.AddSingleton<Admission>().AddSingleton<TakeInteractions>().AddSingleton<TakeUpdates>().AddSingleton<EndHistory>();
    }

    public static void MapInteractions(this IEndpointRouteBuilder routes)
    {
        var take = routes.ServiceProvider.GetRequiredService<TakeInteractions>();
        routes.MapPost("/api/interactions", take.HandleAsync)
            .Needs(new Needs(Permissions.Ingest) { CountsItself = true })
            .Describe(new Description("Interactions", "Takes in one interaction, or up to 1,000, and answers after the commit")
            {
                Detail = "Everything invalid is named and nothing of the request stored. Repeating a request is always safe: what is stored already comes back as duplicate.",
                Query = [new Parameter("history", "boolean", "Past traffic: judged at the time of the messages, nobody is notified")],
                Body = BodySchema.Interactions,
                Answer = AnswerSchema.Receipts,
                Refusals = [400, 413, 415, 429, 503],
            });
        routes.MapPost("/api/interactions/updates", routes.ServiceProvider.GetRequiredService<TakeUpdates>().HandleAsync)
            .Needs(new Needs(Permissions.Ingest) { CountsItself = true })
            .Describe(new Description("Interactions", "Takes in what became of interactions: edits, removals and receipts, one or up to 1,000")
            {
                Detail = "Everything invalid is named and nothing of the request stored. Updates may come in any order and more than once, and end in the same: the newest text by its time, "
                    + "what was removed stays so, and of receipts read outweighs failed, failed delivered, and delivered sent. Rules and response times aren't touched by them.",
                Body = BodySchema.Updates,
                Answer = AnswerSchema.UpdateReceipts,
                Refusals = [400, 413, 415, 429, 503],
            });
        routes.MapPost("/api/interactions/history/end", routes.ServiceProvider.GetRequiredService<EndHistory>().HandleAsync)
            .Needs(Permissions.Ingest)
            .Describe(new Description("Interactions", "Says that an import of past traffic is complete") { Status = 204 });
    }
}
