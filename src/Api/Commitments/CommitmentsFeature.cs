using SocialCrm.Api.Access;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Commitments;

internal static class CommitmentsFeature
{
    public static IServiceCollection AddCommitments(this IServiceCollection services) => services
        .AddSingleton<ListCommitments>()
        .AddSingleton<ActEndpoint, MakeCommitmentAct>().AddSingleton<ActEndpoint, KeepCommitmentAct>()
        .AddSingleton<ActEndpoint, BreakCommitmentAct>().AddSingleton<ActEndpoint, CancelCommitmentAct>();

    /// <summary>The acts are mapped with all others of a conversation.</summary>
    public static void MapCommitments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/commitments", routes.ServiceProvider.GetRequiredService<ListCommitments>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Commitments", "Promises to customers, by when they are due")
            {
                Query =
                [
                    new Parameter("owner", "string", "A sign-in name"),
                    new Parameter("state", "string", "") { Values = [.. ListCommitments.States.Select(s => s.Word)] },
                    new Parameter("conversation", "string", ""),
                    new Parameter("customer", "string", "In all of the customer's conversations, resolved ones too"),
                    new Parameter("order", "string", "Due when first; default earliest") { Values = [.. ListCommitments.Orders.Select(o => o.Word)] },
                    new Parameter("cursor", "string", "The next of the page before, with the same filter and order"),
                    Description.Limit,
                ],
                Answer = AnswerSchema.Of(ApiJson.Commitments),
                Refusals = [400, 503],
            });
}
