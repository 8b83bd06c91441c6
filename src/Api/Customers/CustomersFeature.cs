using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Customers;

internal static class CustomersFeature
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services.AddSingleton<GetCustomer>().AddSingleton<GetTimeline>();

    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/customers/{id}", routes.ServiceProvider.GetRequiredService<GetCustomer>().HandleAsync)
            .Needs(Permissions.Read)
            .Describe(new Description("Customers", "A customer's live state: everything known now, over all channels")
            {
                Detail = "The ETag is made of the version; If-None-Match answers 304.",
                Answer = AnswerSchema.Of(ApiJson.Customer),
                Refusals = [400, 404],
            });
        routes.MapGet("/api/customers/{id}/timeline", routes.ServiceProvider.GetRequiredService<GetTimeline>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Customers", "What was said and done, newest first, over all channels")
            {
                Query = [new Parameter("before", "string", "The next of the page before"), Description.Limit],
                Answer = AnswerSchema.Of(ApiJson.Timeline),
                Refusals = [400, 404],
            });
    }
}
