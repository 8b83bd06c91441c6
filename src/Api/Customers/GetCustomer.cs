using Orleans;
using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Api.Customers;

/// <summary><c>GET /api/customers/{id}</c>: the live state, from the customer's grain.</summary>
internal sealed class GetCustomer(IGrainFactory grains)
{
    private readonly WrittenViews<CustomerView> _written = new(ApiJson.Customer, static view => view.Version);

    public Task HandleAsync(HttpContext context)
    {
        if (!CustomerId.TryParse(context.Request.RouteValues["id"] as string, out var id)) return context.InvalidAsync("id", Rule.CustomerId);
        return AnswerAsync(context, grains.GetGrain<ICustomerGrain>(Keys.Of(id)).GetAsync());
    }

    private async Task AnswerAsync(HttpContext context, Task<CustomerView?> asked)
    {
        if (await asked is { } view) await _written.SendAsync(context, view);
        else await context.ProblemAsync(ProblemType.NotFound);
    }
}
