using System.Globalization;
using System.Text;

namespace SocialCrm.Cli.Tests;

/// <summary>Self-made recordings in temporary files.</summary>
internal sealed class Recording : IDisposable
{
    public const string TwcsHeader = ",tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n";

    private Recording(byte[] content)
    {
        Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("crm-cli-").FullName, "recording");
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public static Recording Of(string content) => new(Encoding.UTF8.GetBytes(content));

    /// <summary>
    /// Rows as the public data set has them: a question and its answer by turns, the answer before its question in every fourth pair, texts with quotes,
    /// commas and line breaks.
    /// </summary>
    public static string Twcs(int rows)
    {
        var csv = new StringBuilder(TwcsHeader);
        for (var pair = 0; pair * 2 < rows; pair++)
        {
            var (question, answer) = ((pair * 2) + 1, (pair * 2) + 2);
            var at = new DateTimeOffset(2017, 10, 31, 8, 0, 0, TimeSpan.Zero).AddSeconds(pair * 60);
            var asked = Invariant($"{question},{1000 + (pair / 3)},True,{Time(at)},\"@care Where is it, \"\"{pair}\"\"?\nStill nothing.\",{answer},");
            var answered = Invariant($"{answer},care,False,{Time(at.AddSeconds(45))},@{1000 + (pair / 3)} We look at it. ^{pair},,{question}.0");
            var (first, second) = pair % 4 == 3 ? (answered, asked) : (asked, answered);
            csv.Append(Invariant($"{pair * 2},{first}\n"));
            if ((pair * 2) + 1 < rows) csv.Append(Invariant($"{(pair * 2) + 1},{second}\n"));
        }

        return csv.ToString();
    }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    private static string Time(DateTimeOffset at) => at.ToString("ddd MMM dd HH:mm:ss +0000 yyyy", CultureInfo.InvariantCulture);
}
