using System.CommandLine;
using System.Globalization;
using SocialCrm.Cli.Replay.Recordings;
using SocialCrm.Cli.Replay.Sending;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Replay;

/// <summary><c>crm replay FILE --format twcs|care|jsonl</c>: plays recorded traffic into a running service.</summary>
internal static class ReplayCommand
{
    public const int MaxSenders = 64;
    public const int MaxBatchRows = 1_000;

    public static Command Create(Screen screen, TimeProvider clock)
    {
        var texts = screen.Texts;
        var file = new Argument<string>("FILE") { Description = texts["replay.file"] };
        var format = new Option<string>("--format") { Description = texts["replay.format"], Required = true, HelpName = string.Join('|', Formats.Names) };
        format.AcceptOnlyFromAmong([.. Formats.Names]);
        var url = ServiceOptions.Url(texts);
        var key = ServiceOptions.Key(texts);
        var rate = new Option<string>("--rate") { Description = texts["replay.rate"], HelpName = "N|max" };
        var senders = new Option<int>("--senders") { Description = texts["replay.senders"], HelpName = "N", DefaultValueFactory = _ => 2 };
        var batch = new Option<int>("--batch") { Description = texts["replay.batch"], HelpName = "N", DefaultValueFactory = _ => 100 };
        var shuffle = new Option<int?>("--shuffle") { Description = texts["replay.shuffle"], HelpName = "SEED" };
        var shift = new Option<bool>("--shift-to-now") { Description = texts["replay.shift"] };
        var history = new Option<bool?>("--history") { Description = texts["replay.history"], HelpName = "true|false", Arity = ArgumentArity.ZeroOrOne };
        var patience = new Option<int>("--give-up-after") { Description = texts["replay.patience"], HelpName = "SECONDS", DefaultValueFactory = _ => 120 };
        var json = new Option<bool>("--json") { Description = texts["replay.json"] };
        var command = new Command("replay", texts["replay"]) { file, format, url, key, rate, senders, batch, shuffle, shift, history, patience, json };

        command.SetAction(async (parsed, cancellation) =>
        {
            var said = new ReplayPlan
            {
                File = parsed.GetRequiredValue(file),
                Format = parsed.GetRequiredValue(format),
                Url = ServiceOptions.Parse(parsed.GetValue(url)) ?? ServiceOptions.Default,
                Key = parsed.GetValue(key),
                RatePerSecond = Rate(parsed.GetValue(rate)),
                Senders = parsed.GetValue(senders),
                BatchRows = parsed.GetValue(batch),
                ShuffleSeed = parsed.GetValue(shuffle),
                ShiftToNow = parsed.GetValue(shift),
                History = parsed.GetResult(history) is null ? null : parsed.GetValue(history) ?? true,
                GiveUpAfter = TimeSpan.FromSeconds(parsed.GetValue(patience)),
            };
            if (Mistake(said, parsed.GetValue(url), parsed.GetValue(rate), texts) is { } mistake)
            {
                screen.Complain(mistake);
                return ExitCodes.Usage;
            }

            return await RunAsync(said, screen, clock, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    /// <summary>Runs a checked plan and tells how it went.</summary>
    public static async Task<int> RunAsync(ReplayPlan plan, Screen screen, TimeProvider clock, bool json, CancellationToken cancellation)
    {
        var recording = Formats.Named(plan.Format);
        var summary = new ReplaySummary();
        using var http = ServiceOptions.Client(plan.Url, plan.Key, screen.Texts.Language);
        var client = new IntakeClient(http, plan.History ?? recording.IsHistory);
        var sender = new BatchSender(client, new Backoff(clock, plan.GiveUpAfter, summary, screen.Texts), summary, screen.Texts);
        var replayer = new Replayer(plan, recording, sender, summary, clock);

        var exit = ExitCodes.Done;
        try
        {
            await Progress.ShowAsync(
                screen, replayer.RunAsync(cancellation), () => replayer.Progress, () => screen.Texts["replay.progress", summary.Sent, summary.Refused]);
            exit = summary.ExitCode;
        }
        catch (ServiceRefusedException e)
        {
            screen.Complain(e.Message);
            exit = ExitCodes.Service;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            screen.Complain(screen.Texts["replay.interrupted"]);
            exit = ExitCodes.Interrupted;
        }

        if (json) screen.Say(summary.ToJson(screen.Texts));
        else foreach (var line in summary.Lines(screen.Texts)) screen.Say(line);
        return exit;
    }

    private static string? Mistake(ReplayPlan plan, string? url, string? rate, Texts texts)
    {
        if (!File.Exists(plan.File)) return texts["replay.no-file", plan.File];
        if (url is not null && ServiceOptions.Parse(url) is null) return texts["mistake.value", "--url", url];
        if (rate is not null and not "max" && plan.RatePerSecond is null) return texts["mistake.value", "--rate", rate];
        if (plan.Senders is < 1 or > MaxSenders) return texts["mistake.range", "--senders", 1, MaxSenders];
        if (plan.BatchRows is < 1 or > MaxBatchRows) return texts["mistake.range", "--batch", 1, MaxBatchRows];
        return plan.GiveUpAfter < TimeSpan.Zero ? texts["mistake.value", "--give-up-after", plan.GiveUpAfter.TotalSeconds] : null;
    }

    private static double? Rate(string? rate) =>
        double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var perSecond) && perSecond > 0 ? perSecond : null;
}
