namespace SocialCrm.Cli.Terminal;

/// <summary>Where a command speaks: results to the output, progress and complaints to the error stream, so that results can be piped.</summary>
internal sealed class Screen(TextWriter output, TextWriter error, Texts texts)
{
    public TextWriter Out { get; } = output;
    public TextWriter Error { get; } = error;
    public Texts Texts { get; } = texts;

    /// <summary>Whether a person watches the error stream: a bar is drawn, else plain lines are written.</summary>
    public bool IsTerminal { get; init; }

    public void Say(string line) => Out.WriteLine(line);
    public void Complain(string line) => Error.WriteLine(line);
}
