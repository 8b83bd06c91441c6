using SocialCrm.Api.Conversations.Acts;

namespace SocialCrm.Api.Approvals;

internal static class ApprovalsFeature
{
    /// <summary>The act is mapped with all others of a conversation.</summary>
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services.AddSingleton<ActEndpoint, ApprovalAct>();
}
