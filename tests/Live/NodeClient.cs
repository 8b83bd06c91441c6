using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCrm.Live;

/// <summary>The npm client in a process of its own: <c>client/driven.mjs</c>, one command a line.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "client");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private readonly Process _node;

    private NodeClient(Process node) => _node = node;

    /// <param name="headers">Sent with the connection's first request; null: none.</param>
    public static async Task<NodeClient> StartAsync(Uri hub, string? key, object? headers = null)
    {
        await Installed.Value;
        var start = new ProcessStartInfo("node", ["driven.mjs", hub.ToString()])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["CRM_KEY"] = key;
        if (headers is not null) start.Environment["CRM_HEADERS"] = JsonSerializer.Serialize(headers);
        var client = new NodeClient(Process.Start(start) ?? throw new InvalidOperationException("node did not start"));
        await client.DoAsync("start", new { });
        return client;
    }

    /// <summary>Completes with the command's result; the client's own error is thrown.</summary>
    public async Task<JsonNode?> DoAsync(string command, object arguments)
    {
        var line = JsonSerializer.SerializeToNode(arguments)!.AsObject();
        line["command"] = command;
        await _node.StandardInput.WriteLineAsync(line.ToJsonString());
        await _node.StandardInput.FlushAsync();
        var answer = await _node.StandardOutput.ReadLineAsync().WithinBoundAsync($"the client's answer to {command}")
            ?? throw new InvalidOperationException($"the client ended at {command}");
        var parsed = JsonNode.Parse(answer)!;
        if (parsed["error"] is { } error) throw new InvalidOperationException($"{command}: {error}");
        return parsed["result"];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited) _node.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private static async Task InstallAsync()
    {
        if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json"))) return;
        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start");
        await npm.StandardOutput.ReadToEndAsync().WithinBoundAsync("npm ci");
        await npm.WaitForExitAsync().WithinBoundAsync("npm ci");
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}");
    }
}
