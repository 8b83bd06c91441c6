using SocialCrm.Api.Access.Keys;
using SocialCrm.Api.Access.People;
using SocialCrm.Api.Access.Sessions;

namespace SocialCrm.Api.Access;

internal static class AccessFeature
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton(new Output(Console.Out.WriteLine));
        return services.AddKeys().AddPeople().AddSessions();
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapKeys();
        routes.MapPeople();
        routes.MapSessions();
    }
}
