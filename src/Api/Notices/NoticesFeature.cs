using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Notices;

/// <summary>What somebody who signs in is told: each has their own.</summary>
internal static class NoticesFeature
{
    private static readonly Needs People = new(Permissions.None) { IsForPeople = true };

    public static IServiceCollection AddNotices(this IServiceCollection services) =>
        services.AddSingleton<ListNotices>().AddSingleton<ReadNotice>().AddSingleton<ReadAllNotices>();

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/notices", services.GetRequiredService<ListNotices>().HandleAsync)
            .Needs(People)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Notices", "What you are told, newest first")
            {
                Detail = "The hub sends noticeRaised with the same members to who invoked WatchNotices. The header Unread-Count counts all that are unread.",
                Query =
                [
                    new Parameter("unread", "boolean", "true: only what you haven't read"),
                    new Parameter("cursor", "string", "The next of the page before"),
                    Description.Limit,
                ],
                Answer = AnswerSchema.Of(ApiJson.Notices),
                Refusals = [400, 503],
            });
        routes.MapPost("/api/notices/{id}/read", services.GetRequiredService<ReadNotice>().HandleAsync)
            .Needs(People)
            .Describe(new Description("Notices", "You have read it")
            {
                Detail = "The time of the first reading stays.",
                Answer = AnswerSchema.Of(ApiJson.Notice),
                Refusals = [400, 404, 413, 415, 503],
            });
        routes.MapPost("/api/notices/read-all", services.GetRequiredService<ReadAllNotices>().HandleAsync)
            .Needs(People)
            .Describe(new Description("Notices", "You have read them all")
            {
                Body = BodySchema.Object(("until", "time", "Those raised until then: what came after your list stays unread. Default now")),
                Answer = AnswerSchema.Object(("read!", "integer", "How many were unread")),
                Refusals = [400, 413, 415, 503],
            });
    }
}
