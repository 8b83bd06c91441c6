namespace SocialCrm.Cli.Doctor;

/// <summary>What one check came to: its text is the catalogue's <c>doctor.CHECK.OUTCOME</c>, which also says what to do.</summary>
internal sealed record Finding(string Check, Level Level, string Outcome, params object?[] Parts);

internal enum Level
{
    Ok,
    Warning,
    Failure,
}
