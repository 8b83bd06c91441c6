using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Customers;

internal static class CustomersFeature
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<GetCustomer>().AddSingleton<GetTimeline>().AddSingleton<SearchCustomers>().AddSingleton<AddNote>();

    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/customers", routes.ServiceProvider.GetRequiredService<SearchCustomers>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Customers", "Customers whose name or handle begins so, by name")
            {
                Query = [new Parameter("search", "string", "The beginning of a name, or of a handle on any channel"), new Parameter("limit", "integer", "1 to 20, default 10")],
                Answer = AnswerSchema.Of(ApiJson.Found),
                Refusals = [400],
            });
        routes.MapPost("/api/customers/{id}/notes", routes.ServiceProvider.GetRequiredService<AddNote>().HandleAsync)
            .Needs(Permissions.Act)
            .Describe(new Description("Customers", "Keeps what somebody of the company heard with the customer")
            {
                Headers = [Description.IdempotencyKey],
                Body = BodySchema.Object(("text!", "string", "Up to 256 KiB of UTF-8; empty only with an attachment"), ("channel", "string", "Where it was heard: note (default), phone, meeting or store"), ("attachments", "attachments", "Up to 50")),
                Answer = AnswerSchema.Object(("customerId!", "string", ""), ("conversationId!", "string", ""), ("version!", "integer", "The conversation's")),
                Refusals = [400, 404, 413, 415, 503],
            });
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
