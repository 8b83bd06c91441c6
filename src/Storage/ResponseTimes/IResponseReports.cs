using SocialCrm.Stats;

namespace SocialCrm.ResponseTimes;

/// <summary>How fast the company answered: from the table of waits, a moment behind the journal.</summary>
public interface IResponseReports
{
    /// <exception cref="ReportTooLargeException">More than <see cref="ResponseReport.MaxWaits"/> waits began in the period.</exception>
    Task<ResponseFiguresView> ReportAsync(ResponseReport report, CancellationToken cancellation);
}

/// <summary>Which figures are asked for.</summary>
public sealed record ResponseReport
{
    /// <summary>Most waits that one report counts: their times are sorted in memory.</summary>
    public const int MaxWaits = 1_000_000;

    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public ClockKind Kind { get; init; } = ClockKind.FirstResponse;
    public ResponseGrouping? By { get; init; }

    /// <summary>An IANA zone, in which days begin. Default <c>Europe/Helsinki</c>.</summary>
    public string Zone { get; init; } = "Europe/Helsinki";
    public string? Queue { get; init; }
    public string? Channel { get; init; }
    public string? Agent { get; init; }
}

public enum ResponseGrouping
{
    Queue = 1,
    Channel = 2,
    Agent = 3,
    Language = 4,
    Day = 5,
}

public sealed class ReportTooLargeException() : Exception($"more than {ResponseReport.MaxWaits} waits");
