using SocialCrm.Api.Conversations.Acts;

namespace SocialCrm.Api.Abuse;

internal static class AbuseFeature
{
    /// <summary>The acts are mapped with all others of a conversation.</summary>
    public static IServiceCollection AddAbuse(this IServiceCollection services) =>
        services.AddSingleton<ActEndpoint, AbuseAct>().AddSingleton<ActEndpoint, ClaimStatusAct>();
}
