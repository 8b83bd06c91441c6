using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SocialCrm.Cli.Backup;
using SocialCrm.Cli.Cluster;
using SocialCrm.Cli.Configuration;
using SocialCrm.Cli.Doctor;
using SocialCrm.Cli.Keys;
using SocialCrm.Cli.Rebuild;
using SocialCrm.Cli.Replay;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli;

/// <summary>The command line as a whole. <c>up</c>, <c>test</c> and <c>bench</c> are the <c>crm</c> script's own.</summary>
internal static class Commands
{
    /// <summary>After Ctrl-C or SIGTERM a command ends by itself, in good order; beyond this it is ended.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] args, Screen screen, TimeProvider clock)
    {
        var root = Root(screen, clock);
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in Mistakes.Of(parsed, screen.Texts)) screen.Complain(mistake);
            screen.Complain(screen.Texts["mistake.help", HelpText.PathOf(parsed.CommandResult.Command)]);
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = screen.Out, Error = screen.Error, ProcessTerminationTimeout = StopPatience });
    }

    private static RootCommand Root(Screen screen, TimeProvider clock)
    {
        var root = new RootCommand(screen.Texts["crm"])
        {
            ReplayCommand.Create(screen, clock),
            ClusterCommand.Create(screen, clock),
            KeyCommand.Create(screen, clock),
            ConfigCommand.Create(screen),
            RebuildCommand.Create(screen, clock),
            BackupCommand.Backup(screen),
            BackupCommand.Restore(screen),
            DoctorCommand.Create(screen, clock),
            DrainCommand.Create(screen, clock),
        };
        root.Add(new Option<string>("--lang") { Description = screen.Texts["option.lang"], Recursive = true, HelpName = "fi|en" });
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpText(screen.Texts);
                help.Description = screen.Texts["option.help"];
            }
            else if (option is VersionOption)
            {
                option.Description = screen.Texts["option.version"];
            }
        }

        return root;
    }
}
