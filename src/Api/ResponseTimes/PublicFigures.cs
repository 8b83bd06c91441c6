using SocialCrm.Configuration;
using SocialCrm.ResponseTimes;
using SocialCrm.Stats;

namespace SocialCrm.Api.ResponseTimes;

/// <summary>What everybody is told of the response times, counted at most every five minutes whoever asks how often.</summary>
internal sealed class PublicFigures(IResponseReports reports, IConfigurations configurations, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _counting = new(1);
    private (PublicFigure Of, DateTimeOffset At, Told? Told)? _kept;

    /// <summary>Null where nothing is to be told, or too few answers say something.</summary>
    public async Task<Told?> ReadAsync(CancellationToken cancellation)
    {
        if (configurations.Current.ResponseTimes.Public is not { } figure) return null;
        var now = time.GetUtcNow();
        await _counting.WaitAsync(cancellation);
        try
        {
            if (_kept is { } kept && kept.Of == figure && now - kept.At < KeptFor) return kept.Told;
            var told = await CountAsync(figure, now, cancellation);
            _kept = (figure, now, told);
            return told;
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task<Told?> CountAsync(PublicFigure figure, DateTimeOffset now, CancellationToken cancellation)
    {
        var report = await reports.ReportAsync(new ResponseReport { From = now.AddDays(-figure.Days), To = now, Kind = figure.Kind, Channel = figure.Channel }, cancellation);
        if (report.Total.Answered < PublicFigure.MinAnswers || report.Total.Seconds is not { } seconds) return null;
        return new Told(figure, Of(seconds, figure.Percentile), report.Total.Answered);
    }

    private static double Of(ResponseSpread spread, int percentile) => percentile switch
    {
        50 => spread.Median,
        75 => spread.P75,
        90 => spread.P90,
        _ => spread.P95,
    };
}

/// <param name="Seconds">Calendar time within which the figure's share of the answers was given.</param>
/// <param name="Answers">How many it is counted from.</param>
internal sealed record Told(PublicFigure Figure, double Seconds, long Answers);
