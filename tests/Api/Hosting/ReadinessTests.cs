using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialCrm.Silo.Hosting;
using Xunit;

namespace SocialCrm.Api.Tests.Hosting;

public sealed class ReadinessTests
{
    [Fact]
    public async Task Stopping_service_is_not_ready_before_anything_ends()
    {
        var host = new ApiHost();
        await host.InitializeAsync();
        var readiness = host.Services.GetRequiredService<Readiness>();
        Assert.True(await readiness.IsReadyAsync(CancellationToken.None));
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.False(await readiness.IsReadyAsync(CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("healthz/live")).StatusCode);
        await ApiHost.ProblemAsync(await host.Client.GetAsync("healthz/ready"), 503, "unavailable");
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Store_written_by_one_start_is_there_at_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("crm-api-").FullName;
        var first = ApiHost.In(folder);
        await first.InitializeAsync();
        var (customer, _, _) = await first.SayAsync();
        await first.DisposeAsync();
        var second = ApiHost.In(folder);
        await second.InitializeAsync();
        Assert.Equal(HttpStatusCode.OK, (await second.Client.GetAsync("api/customers/" + customer)).StatusCode);
        Assert.Empty(second.Printed);
        await second.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
