namespace SocialCrm.Cli;

/// <summary>What the process says to scripts. Stable: written in docs/guide/replay.md.</summary>
internal static class ExitCodes
{
    /// <summary>Done. Rows that are malformed in the file itself are listed, and don't count as a failure.</summary>
    public const int Done = 0;

    /// <summary>The command line or a file name is wrong; nothing was sent.</summary>
    public const int Usage = 1;

    /// <summary><c>config diff</c> found differences: the number that diff has for it. What goes wrong there is <see cref="Service"/>.</summary>
    public const int Different = 1;

    /// <summary>The service or the store didn't answer, or refused the request as a whole (key, address, rights).</summary>
    public const int Service = 2;

    /// <summary>The service refused rows, or the file could not be read to its end; the rest was taken.</summary>
    public const int Incomplete = 3;

    /// <summary>Interrupted (Ctrl-C): 128 and SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
