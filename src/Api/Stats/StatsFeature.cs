using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Journal;

namespace SocialCrm.Api.Stats;

/// <summary><c>GET /api/stats</c>: the figures of the whole service at one moment.</summary>
internal static class StatsFeature
{
    public static void MapStats(this IEndpointRouteBuilder routes)
    {
        var queries = routes.ServiceProvider.GetRequiredService<IQueries>();
        routes.MapGet("/api/stats", async (HttpContext context) => await context.JsonAsync(await queries.StatsAsync(context.RequestAborted), ApiJson.Stats))
            .Needs(Permissions.Figures)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Stats", "The figures of the whole service at one moment") { Answer = AnswerSchema.Of(ApiJson.Stats) });
    }
}
