using System.Globalization;
using Spectre.Console;

namespace SocialCrm.Cli.Terminal;

/// <summary>Shows how far something is while it runs: a bar where a person watches, else a line every 5 seconds of the wall's clock.</summary>
internal static class Progress
{
    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <param name="share">0 to 1.</param>
    /// <param name="text">What stands beside it.</param>
    public static Task ShowAsync(Screen screen, Task work, Func<double> share, Func<string> text) =>
        screen.IsTerminal ? BarAsync(screen, work, share, text) : LinesAsync(screen, work, share, text);

    private static async Task BarAsync(Screen screen, Task work, Func<double> share, Func<string> text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(screen.Error) });
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(text()), maxValue: 1);
                while (!await DoneWithinAsync(work, BarEvery))
                {
                    bar.Value = share();
                    bar.Description = Markup.Escape(text());
                }

                if (work.IsCompletedSuccessfully) bar.Value = 1;
                bar.Description = Markup.Escape(text());
            });
        await work;
    }

    private static async Task LinesAsync(Screen screen, Task work, Func<double> share, Func<string> text)
    {
        while (!await DoneWithinAsync(work, LineEvery))
            screen.Complain($"{(share() * 100).ToString("0", CultureInfo.InvariantCulture),3} %  {text()}");
        await work;
    }

    private static async Task<bool> DoneWithinAsync(Task work, TimeSpan wait)
    {
        using var late = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(wait, late.Token));
        await late.CancelAsync();
        return work.IsCompleted;
    }
}
