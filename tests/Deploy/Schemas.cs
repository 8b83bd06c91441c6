using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SocialCrm.Deploy;

/// <summary>What others' schemas have against a document: the checkers of <c>schemas/</c>, with packages that npm brings at the first use.</summary>
internal static class Schemas
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "schemas");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <param name="checker">A file of the folder.</param>
    /// <param name="document">What it reads.</param>
    /// <returns>One text for each fault.</returns>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string checker, JsonNode document)
    {
        await Installed.Value;
        var said = await RunAsync("node", [checker], document.ToJsonString());
        return [.. JsonNode.Parse(said)!.AsArray().Select(static f => f!.GetValue<string>())];
    }

    private static async Task InstallAsync()
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json"))) await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "");
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Patience);
        var said = await process.StandardOutput.ReadToEndAsync(late.Token);
        await process.WaitForExitAsync(late.Token);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
    }
}
