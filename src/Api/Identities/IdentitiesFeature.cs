using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;

namespace SocialCrm.Api.Identities;

internal static class IdentitiesFeature
{
    public static IServiceCollection AddIdentities(this IServiceCollection services) => services.AddSingleton<GetIdentity>();

    public static void MapIdentities(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/identities/{channel}/{**handle}", routes.ServiceProvider.GetRequiredService<GetIdentity>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Identities", "Whose contact point it is")
            {
                Detail = "The handle is compared in its normal form, which the answer shows.",
                Query = [new Parameter("scope", "string", "The company's account, for channels whose handles are scoped to one; else ignored")],
                Answer = AnswerSchema.Object(("channel!", "string", ""), ("scope!", "string", "Empty where the channel has none"), ("handle!", "string", "In its normal form"), ("customerId!", "string", "")),
                Refusals = [400, 404],
            });
}
