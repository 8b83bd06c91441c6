using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cluster;

/// <summary>SIGTERM under load: what was taken is finished, and nothing acknowledged is missing.</summary>
public sealed class ShutdownPostgresTests
{
    private const int Senders = 16;
    private const int Enough = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silo_told_to_stop_under_load_hands_over()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 3, apis: 1);
        using var client = cluster.Apis[0].Client();
        await using var load = new Load([client], Senders);
        await Waiting.ForAsync("load before", Patience, () => Task.FromResult(load.Acknowledged >= Enough));
        await cluster.Silos[0].TerminateAsync();
        Assert.Equal(0, await cluster.Silos[0].ExitAsync(Patience));
        var then = load.Acknowledged;
        await Waiting.ForAsync("load after", Patience, () => Task.FromResult(load.Acknowledged >= then + Enough));
        Assert.Empty(await load.FindLostAsync(client));
        Assert.True(load.Refused.Count == 0, $"{string.Join(", ", load.Refused)}\n{cluster.Apis[0].Output}");
    }

    [Fact]
    public async Task Api_told_to_stop_under_load_answers_what_it_took()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 2, apis: 2);
        using var first = cluster.Apis[0].Client();
        using var second = cluster.Apis[1].Client();
        await using var load = new Load([first, second], Senders);
        await Waiting.ForAsync("load before", Patience, () => Task.FromResult(load.Acknowledged >= Enough));
        await cluster.Apis[0].TerminateAsync();
        Assert.Equal(0, await cluster.Apis[0].ExitAsync(Patience));
        var then = load.Acknowledged;
        await Waiting.ForAsync("load after", Patience, () => Task.FromResult(load.Acknowledged >= then + Enough));
        Assert.Empty(await load.FindLostAsync(second));
        // A connection that can't be made, or that the server had closed before it took the request, isn't a request taken.
        Assert.DoesNotContain(load.Refused, refused => refused.Key is "500" or "503");
    }
}
