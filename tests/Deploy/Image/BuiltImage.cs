using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SocialCrm.Deploy.Image;

/// <summary>
/// The Dockerfile's build stage, done in a temporary folder without Docker: its COPYs from this repository, its RUNs in a shell, with the folder in front of
/// their absolute paths, the engine of this test run as its argument, and the package sources of whoever runs the tests.
/// </summary>
internal sealed partial class BuiltImage : IDisposable
{
    /// <summary>Three programs are compiled from nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("crm-image-");

    /// <summary>What the final stage takes into the image.</summary>
    public string App => Path.Combine(_root.FullName, "app");

    public static async Task<BuiltImage> MakeAsync(string engine)
    {
        var image = new BuiltImage();
        try
        {
            foreach (var instruction in Dockerfile.Read().Stages.First())
            {
                if (instruction is { Name: "COPY", IsFromStage: false }) image.Copy(instruction.Words);
                if (instruction.Name == "RUN") await image.RunAsync(instruction, engine);
            }

            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string Source => Path.Combine(_root.FullName, "source");

    private void Copy(IReadOnlyList<string> words)
    {
        foreach (var source in words.SkipLast(1))
        {
            var from = Repository.PathOf(source);
            if (!Directory.Exists(from))
            {
                Place(from, Path.Combine(Source, words[^1], Path.GetFileName(source)));
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
                if (!IgnoredPattern().IsMatch(file)) Place(file, Path.Combine(Source, words[^1], Path.GetRelativePath(from, file)));
        }
    }

    private static void Place(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private async Task RunAsync(Instruction run, string engine)
    {
        var command = string.Join(' ', run.Words).Replace(" /app", " " + App, StringComparison.Ordinal);
        var start = new ProcessStartInfo("sh", ["-ec", command]) { WorkingDirectory = Source, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ENGINE"] = engine;
        // Nothing of the build outlives it; and what the test's own process was told of its build doesn't count there.
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), ("UseSharedCompilation", "false")])
            start.Environment[name] = value;
        start.Environment.Remove("Engine");
        using var shell = Process.Start(start) ?? throw new InvalidOperationException("sh did not start");
        using var late = new CancellationTokenSource(Patience);
        var said = await shell.StandardOutput.ReadToEndAsync(late.Token);
        await shell.WaitForExitAsync(late.Token);
        if (shell.ExitCode != 0) throw new InvalidOperationException($"{command}\n{said}");
    }

    /// <summary>The last lines of .dockerignore.</summary>
    [GeneratedRegex("/(bin|obj|node_modules)/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IgnoredPattern();
}
