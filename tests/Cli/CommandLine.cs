using System.Globalization;
using System.Text;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Tests;

/// <summary>Runs a command as the process does, and keeps what it says.</summary>
internal sealed class CommandLine
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    public string Output => output.ToString();
    public string Error => error.ToString();
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public async Task<int> RunAsync(TimeProvider clock, params string[] args)
    {
        await using var said = new StringWriter(output, CultureInfo.InvariantCulture);
        await using var complained = new StringWriter(error, CultureInfo.InvariantCulture);
        return await Commands.RunAsync(args, new Screen(said, complained, Texts.For(args, static _ => null)), clock);
    }

    public Task<int> RunAsync(params string[] args) => RunAsync(TimeProvider.System, args);
}
