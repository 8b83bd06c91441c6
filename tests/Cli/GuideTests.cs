using System.Text.RegularExpressions;
using SocialCrm.Cli.Keys;
using SocialCrm.Storage;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cli.Tests;

/// <summary>Runs the commands of docs/guide/operating.md that need no running service, in the order in which they stand there.</summary>
public sealed partial class GuidePostgresTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-guide-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_command_of_the_guide_does_what_it_says()
    {
        var store = await PostgresServer.NewDatabaseAsync();
        foreach (var options in (StorageOptions[])[new() { DataFolder = Path.Combine(folder, "data") }, new() { Store = store }])
        {
            await using var made = await StoreKeys.OpenAsync(options, TimeProvider.System, CancellationToken.None);
        }

        var run = 0;
        foreach (var line in Commands(await File.ReadAllLinesAsync(Path.Combine(Repository(), "docs", "guide", "operating.md"))))
        {
            var words = line.Split(' ').Skip(1).Select((word, i) => word switch
            {
                "\"$STORE\"" => store,
                "data" or "restored" or "crm.backup" when i > 0 => Path.Combine(folder, word),
                _ => word,
            });
            // No service is asked: whatever runs on this machine has nothing to do with it.
            string[] silent = line.StartsWith("./crm doctor", StringComparison.Ordinal) ? ["--url", "http://127.0.0.1:1"] : [];
            var cli = new CommandLine();
            Assert.True(await cli.RunAsync([.. words, .. silent]) == 0, $"{line}\n{cli.Output}{cli.Error}");
            run++;
        }

        Assert.True(run >= 8, "the guide has lost its commands");
    }

    private static IEnumerable<string> Commands(IEnumerable<string> lines) => lines.Where(static line => CommandPattern().IsMatch(line));

    private static string Repository()
    {
        var up = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(up!.FullName, "SocialCrm.sln"))) up = up.Parent;
        return up.FullName;
    }

    [GeneratedRegex(@"^\./crm (doctor|backup|restore|rebuild) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CommandPattern();
}
