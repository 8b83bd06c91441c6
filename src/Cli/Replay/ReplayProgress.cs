using System.Globalization;
using Spectre.Console;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Replay;

/// <summary>Shows how far the replay is while it runs: a bar where a person watches, else a line every 5 seconds of the wall's clock.</summary>
internal static class ReplayProgress
{
    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    public static Task ShowAsync(Screen screen, Task work, Func<double> progress, ReplaySummary summary) =>
        screen.IsTerminal ? BarAsync(screen, work, progress, summary) : LinesAsync(screen, work, progress, summary);

    private static async Task BarAsync(Screen screen, Task work, Func<double> progress, ReplaySummary summary)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(screen.Error) });
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(Counts(screen, summary)), maxValue: 1);
                while (!await DoneWithinAsync(work, BarEvery))
                {
                    bar.Value = progress();
                    bar.Description = Markup.Escape(Counts(screen, summary));
                }

                if (work.IsCompletedSuccessfully) bar.Value = 1;
                bar.Description = Markup.Escape(Counts(screen, summary));
            });
        await work;
    }

    private static async Task LinesAsync(Screen screen, Task work, Func<double> progress, ReplaySummary summary)
    {
        while (!await DoneWithinAsync(work, LineEvery))
            screen.Complain($"{(progress() * 100).ToString("0", CultureInfo.InvariantCulture),3} %  {Counts(screen, summary)}");
        await work;
    }

    private static string Counts(Screen screen, ReplaySummary summary) => screen.Texts["replay.progress", summary.Sent, summary.Refused];

    private static async Task<bool> DoneWithinAsync(Task work, TimeSpan wait)
    {
        using var late = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(wait, late.Token));
        await late.CancelAsync();
        return work.IsCompleted;
    }
}
