namespace SocialCrm.Bench;

/// <summary>How long and how often, and where the figures go.</summary>
internal sealed record BenchRun(Report Report, int Rounds, TimeSpan Warmup, TimeSpan Measured);
