using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;

namespace SocialCrm.Cli.Replay.Recordings;

/// <summary>
/// "Customer Support on Twitter": CSV with the columns tweet_id, author_id, inbound, created_at, text and in_response_to_tweet_id, found by name.
/// LF, CR LF and a bare CR each end a line outside quotes; lines are counted inside quotes too.
/// </summary>
internal sealed class Twcs : IRecording
{
    private const string TimeFormat = "ddd MMM dd HH:mm:ss zzz yyyy";

    /// <summary>A quote that is never closed would swallow the rest of the file: beyond this many bytes the record is given up.</summary>
    private const int MaxRecordBytes = 1 << 20;

    private static readonly string[] Columns = ["tweet_id", "author_id", "inbound", "created_at", "text", "in_response_to_tweet_id"];

    public bool IsHistory => true;

    public async IAsyncEnumerable<Row> ReadAsync(Stream file, TimeSpan shift, [EnumeratorCancellation] CancellationToken cancellation)
    {
        CsvMalformedRecord? malformed = null;
        await using var csv = CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = ',',
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = m => malformed = m,
        }, leaveOpen: true);

        await csv.ReadHeaderAsync(cancellation);
        var fields = csv.Headers.Count;
        var at = Array.ConvertAll(Columns, name => csv.TryGetFieldIndex(name, out var index) ? index : -1);
        if (at.Contains(-1))
        {
            yield return Row.Unreadable(Place.At(1), "columns", string.Join(", ", Columns.Where((_, i) => at[i] < 0)));
            yield break;
        }

        while (true)
        {
            Row? row;
            try
            {
                malformed = null;
                row = await csv.ReadAsync(cancellation) ? Read(csv, fields, at, shift, malformed) : null;
            }
            catch (CsvFormatException tooLong)
            {
                row = Row.Unreadable(Place.At(tooLong.LineNumber), "quote");
            }

            if (row is null) yield break;
            yield return row;
            if (row.EndsEarly) yield break;
        }
    }

    private static Row Read(CsvReader csv, int fields, int[] at, TimeSpan shift, CsvMalformedRecord? malformed)
    {
        var place = Place.At(csv.LineNumber);
        if (malformed?.Reason == CsvMalformedReason.UnterminatedQuote) return Row.Unreadable(place, "quote");
        if (malformed?.Reason == CsvMalformedReason.TextAfterClosingQuote) return Row.Refused(place, "after-quote");
        if (csv.RawRecord.IsEmpty) return Row.Refused(place, "empty-line");
        if (csv.FieldCount != fields) return Row.Refused(place, "fields", csv.FieldCount, fields);
        if (!Utf8.IsValid(csv.RawRecord)) return Row.Refused(place, "utf8");

        var (id, author, inbound, created) = (csv.GetString(at[0]), csv.GetString(at[1]), csv.GetString(at[2]), csv.GetString(at[3]));
        var (text, answers) = (csv.GetString(at[4]), csv.GetString(at[5]));
        if (!TryId(id, out var externalId)) return Row.Refused(place, "value", Columns[0], id);
        if (!bool.TryParse(inbound, out var isInbound)) return Row.Refused(place, "value", Columns[2], inbound);
        if (!DateTimeOffset.TryParseExact(created, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var said))
            return Row.Refused(place, "value", Columns[3], created);
        string? inReplyTo = null;
        if (answers.Length > 0 && !TryId(answers, out inReplyTo)) return Row.Refused(place, "value", Columns[5], answers);

        return Row.Of(place, said, new WireInteraction
        {
            Channel = "x",
            Account = "twcs",
            ExternalId = externalId!,
            InReplyTo = inReplyTo,
            Direction = isInbound ? "inbound" : "outbound",
            Public = true,
            Text = text,
            At = (said + shift).ToUniversalTime(),
            Author = new(author),
        }.ToUtf8());
    }

    /// <summary>Digits; a column with gaps was written as floating point numbers once, so <c>3.0</c> is <c>3</c>.</summary>
    private static bool TryId(string field, out string? id)
    {
        var point = field.IndexOf('.', StringComparison.Ordinal);
        id = point < 0 ? field : field[..point];
        return id.Length > 0 && id.All(char.IsAsciiDigit) && (point < 0 || (point + 1 < field.Length && field.AsSpan(point + 1).Trim('0').IsEmpty));
    }
}
