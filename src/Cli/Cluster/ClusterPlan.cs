using System.Globalization;

namespace SocialCrm.Cli.Cluster;

/// <summary>One process of a local cluster.</summary>
/// <param name="Name">In front of its lines: <c>silo-1</c>, <c>api-1</c>.</param>
/// <param name="Program">The assembly's file name.</param>
/// <param name="Port">The HTTP port; a silo's others are 10,000 and 20,000 above it.</param>
internal sealed record Planned(string Name, string Program, int Port, IReadOnlyList<string> Arguments)
{
    public Uri Address => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}");

    public bool IsSilo => Program == ClusterPlan.SiloProgram;
}

/// <summary>
/// Which processes with which ports: Api processes from the port on, silos from <see cref="SilosAbove"/> above it. So 5080 gives 5080, 5081, ... and
/// 5180, 5181, ..., with silo ports from 25180 and gateways from 15180 on.
/// </summary>
internal static class ClusterPlan
{
    public const string SiloProgram = "SocialCrm.Silo.dll";
    public const string ApiProgram = "SocialCrm.Api.dll";

    /// <summary>Most processes of a kind: their ports are next to each other.</summary>
    public const int MaxOfAKind = 50;

    public const int SilosAbove = 100;

    /// <summary>Ports below belong to the system.</summary>
    public const int LowestPort = 1_024;

    /// <summary>All three ports of every process stay below 32,768, where Linux begins to take ports for outgoing connections.</summary>
    public const int HighestPort = 32_767 - 20_000 - SilosAbove - MaxOfAKind;

    public static IReadOnlyList<Planned> Of(int silos, int apis, int port, string clusterId) =>
    [
        .. Enumerable.Range(0, silos).Select(i => Plan($"silo-{Text(i + 1)}", SiloProgram, port + SilosAbove + i, clusterId)),
        .. Enumerable.Range(0, apis).Select(i => Plan($"api-{Text(i + 1)}", ApiProgram, port + i, clusterId, "--silo", "cluster")),
    ];

    private static Planned Plan(string name, string program, int port, string clusterId, params string[] besides) =>
        new(name, program, port, ["--port", Text(port), "--Cluster:Id", clusterId, .. besides]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
