using System.Net;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Cluster;

/// <summary>A local cluster from its start to its end. Nothing is restarted: who wants that has an orchestrator.</summary>
internal sealed class ClusterRun(IReadOnlyList<Planned> plan, string folder, string store, Screen screen, TimeProvider clock)
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(200);

    /// <summary>A silo hands its actors over before it ends; an Api process finishes its requests.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(45);

    private readonly Texts texts = screen.Texts;

    /// <returns>Done after a stop in order; Service when a process ended by itself before all were ready, or none is left.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var parent = new Parent();
        var members = await parent.StartAsync(plan, folder, store, screen);
        try
        {
            if (!await ReadyAsync(members, stop)) return ExitCodes.Service;
            Tell();
            return await WatchAsync(members, stop);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Done;
        }
        finally
        {
            await StopAsync(members);
        }
    }

    private async Task<bool> ReadyAsync(IReadOnlyList<Member> members, CancellationToken stop)
    {
        using var client = new HttpClient();
        var since = clock.GetTimestamp();
        foreach (var member in members)
        {
            while (!await IsReadyAsync(client, member, stop))
            {
                if (member.HasEnded) return Complain("cluster.ended", member.Planned.Name, member.ExitCode);
                if (clock.GetElapsedTime(since) > ReadyPatience) return Complain("cluster.late", member.Planned.Name, ReadyPatience.TotalSeconds);
                await Task.Delay(ReadyPause, clock, stop);
            }
        }

        return true;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Member member, CancellationToken stop)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(member.Planned.Address, "/healthz/ready"), stop);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Tell()
    {
        screen.Say(texts["cluster.ready"]);
        foreach (var planned in plan) screen.Say(texts[planned.IsSilo ? "cluster.silo" : "cluster.api", planned.Name, planned.Address.GetLeftPart(UriPartial.Authority)]);
        screen.Say(texts["cluster.stop"]);
    }

    /// <summary>Until it is told to stop, or nothing is left to watch.</summary>
    private async Task<int> WatchAsync(IReadOnlyList<Member> members, CancellationToken stop)
    {
        var running = members.ToDictionary(m => m.EndedAsync(stop));
        while (running.Count > 0)
        {
            var first = await Task.WhenAny(running.Keys);
            await first;
            running.Remove(first, out var ended);
            Complain("cluster.ended-left", ended!.Planned.Name, ended.ExitCode, running.Values.Count(m => m.Planned.IsSilo), running.Values.Count(m => !m.Planned.IsSilo));
        }

        return ExitCodes.Service;
    }

    /// <summary>Api processes first, while there are silos that finish what is in flight.</summary>
    private async Task StopAsync(IReadOnlyList<Member> members)
    {
        foreach (var kind in members.ToLookup(m => m.Planned.IsSilo).OrderBy(k => k.Key))
        {
            await Task.WhenAll(kind.Select(async member =>
            {
                if (member.HasEnded) return;
                if (await member.StopAsync(StopPatience, clock)) screen.Say(texts["cluster.stopped", member.Planned.Name]);
                else Complain("cluster.killed", member.Planned.Name, StopPatience.TotalSeconds);
            }));
        }

        foreach (var member in members) member.Dispose();
    }

    /// <returns>False, for whoever ends with it.</returns>
    private bool Complain(string key, params object?[] parts)
    {
        screen.Complain(texts[key, parts]);
        return false;
    }
}
