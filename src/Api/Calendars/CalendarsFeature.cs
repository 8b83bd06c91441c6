using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;

namespace SocialCrm.Api.Calendars;

/// <summary>Who is on duty.</summary>
internal static class CalendarsFeature
{
    public static IServiceCollection AddCalendars(this IServiceCollection services) => services.AddSingleton<GetDuty>();

    public static void MapCalendars(this IEndpointRouteBuilder routes) => routes.MapGet("/api/channels/duty", routes.ServiceProvider.GetRequiredService<GetDuty>().HandleAsync)
        .Needs(Permissions.Read)
        .Describe(new Description("Channels", "Which channels somebody watches now, until when, or from when on")
        {
            Detail = "The lines of the calendars document. A channel that isn't among them is always watched; asked for by channel and account, its one line is answered.",
            Query = [new("channel", "string", "Only this channel"), new("account", "string", "With channel: this account of it")],
            Answer = AnswerSchema.Object(("at!", "time", "Now"), ("items!", "duties", "")),
            Refusals = [400],
        });
}
