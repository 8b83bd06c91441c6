using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Alarms;

internal static class AlarmsFeature
{
    public static IServiceCollection AddAlarms(this IServiceCollection services) => services.AddSingleton<GetUnanswered>().AddSingleton<GetAlarms>();

    public static void MapAlarms(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/unanswered", services.GetRequiredService<GetUnanswered>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Alarms", "Conversations in which somebody waits for an answer, longest waiting first; the target is none")
            {
                Detail = "From when on a wait counts (afterSeconds), and the target, are in the notices document: alarms.unanswered; count is how many there are. items and next are as GET /api/conversations has them.",
                Query = [new Parameter("cursor", "string", "The next of the page before"), Description.Limit],
                Answer = AnswerSchema.Of(ApiJson.Conversations),
                Refusals = [400, 503],
            });
        routes.MapGet("/api/alarms", services.GetRequiredService<GetAlarms>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Alarms", "What nobody would notice because nothing happens, as it stands now")
            {
                Detail = "Counted at most every five seconds. Which silences there are is in the notices document: alarms. At most 200 channels and 200 conversations.",
                Answer = AnswerSchema.Of(ApiJson.Alarms),
                Refusals = [503],
            });
    }
}
