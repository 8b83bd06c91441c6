using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.ResponseTimes;

internal static class ResponseTimesFeature
{
    public static IServiceCollection AddResponseTimes(this IServiceCollection services) => services.AddSingleton<GetResponseTimes>().AddSingleton<PublicFigures>();

    public static void MapResponseTimes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/figures/response-times", routes.ServiceProvider.GetRequiredService<GetResponseTimes>().HandleAsync)
            .Needs(Permissions.Figures)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Figures", "How fast customers were answered: shares, percentiles in calendar and business time, first-contact resolution")
            {
                Detail = "Of the waits that began in the period; today where none is named. The figures are a second or so behind what happens.",
                Query =
                [
                    new Parameter("from", "string", "RFC 3339; default: the beginning of today"),
                    new Parameter("to", "string", "RFC 3339; default: now"),
                    new Parameter("kind", "string", "Default first-response") { Values = [.. ReportReader.Kinds.Select(k => k.Word)] },
                    new Parameter("by", "string", "Groups beside the total") { Values = [.. ReportReader.Groupings.Select(g => g.Word)] },
                    new Parameter("zone", "string", "The IANA zone in which days begin; default Europe/Helsinki"),
                    new Parameter("queue", "string", "Only this queue"),
                    new Parameter("channel", "string", "Only this channel"),
                    new Parameter("agent", "string", "Only answers of this agent"),
                ],
                Answer = AnswerSchema.Of(ApiJson.ResponseFigures),
                Refusals = [400],
            });
}
