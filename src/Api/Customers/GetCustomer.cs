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
        var view = grains.GetGrain<ICustomerGrain>(Keys.Of(id)).GetAsync();
        return view.IsCompletedSuccessfully ? AnswerAsync(context, view.Result) : AwaitAsync(context, view);
    }

    private async Task AwaitAsync(HttpContext context, Task<CustomerView?> view) => await AnswerAsync(context, await view);

    private Task AnswerAsync(HttpContext context, CustomerView? view) =>
        view is null ? context.ProblemAsync(ProblemType.NotFound) : _written.SendAsync(context, view);
}
