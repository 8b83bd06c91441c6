using System.Globalization;
using System.Text;
using System.Text.Json;
using SocialCrm.Cli.Replay.Recordings;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Replay;

/// <summary>What became of the rows. Safe to count into from several senders.</summary>
internal sealed class ReplaySummary
{
    /// <summary>Refused rows that are told one by one; beyond it they are counted only.</summary>
    public const int MaxTold = 20;

    private readonly Lock gate = new();
    private readonly List<(Place Place, Refusal Refusal)> told = [];
    private long accepted, duplicates, refusedHere, refusedThere, retries;

    /// <summary>Interactions that the service answered for, once each however often a request was repeated.</summary>
    public long Sent { get { lock (gate) return accepted + duplicates + refusedThere; } }

    public long Accepted { get { lock (gate) return accepted; } }

    /// <summary>Interactions that the service had before, also from a request of this replay whose answer was lost.</summary>
    public long Duplicates { get { lock (gate) return duplicates; } }

    /// <summary>Malformed rows of the file, and rows that the service refused.</summary>
    public long Refused { get { lock (gate) return refusedHere + refusedThere; } }

    public long RefusedByService { get { lock (gate) return refusedThere; } }

    /// <summary>Requests that were repeated.</summary>
    public long Retries { get { lock (gate) return retries; } }

    public bool EndedEarly { get; private set; }
    public TimeSpan Took { get; set; }

    public void Answered(long taken, long known)
    {
        lock (gate) (accepted, duplicates) = (accepted + taken, duplicates + known);
    }

    public void Retried()
    {
        lock (gate) retries++;
    }

    /// <summary>A row of the file that isn't sent.</summary>
    public void Malformed(Row row)
    {
        lock (gate)
        {
            refusedHere++;
            EndedEarly |= row.EndsEarly;
            Tell(row.Place, row.Refusal!);
        }
    }

    public void RefusedThere(Row row, string reason)
    {
        lock (gate)
        {
            refusedThere++;
            Tell(row.Place, new Refusal("service", reason));
        }
    }

    public int ExitCode => EndedEarly || RefusedByService > 0 ? ExitCodes.Incomplete : ExitCodes.Done;

    public IReadOnlyList<string> Lines(Texts texts)
    {
        lock (gate)
        {
            var lines = InOrder().Select(t => texts["replay.refused", Where(t.Place, texts), Why(t.Refusal, texts)]).ToList();
            var refused = refusedHere + refusedThere;
            if (refused > told.Count) lines.Add(texts["replay.refused-more", refused - told.Count]);
            if (retries > 0) lines.Add(texts["replay.retries", retries]);
            var sent = accepted + duplicates + refusedThere;
            var perSecond = (long)(sent / Math.Max(Took.TotalSeconds, 0.001));
            lines.Add(texts["replay.time", Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture), perSecond]);
            lines.Add(texts["replay.summary", sent, accepted, duplicates, refused]);
            return lines;
        }
    }

    public string ToJson(Texts texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            lock (gate)
            {
                json.WriteStartObject();
                json.WriteNumber("sent", accepted + duplicates + refusedThere);
                json.WriteNumber("accepted", accepted);
                json.WriteNumber("duplicates", duplicates);
                json.WriteNumber("refused", refusedHere + refusedThere);
                json.WriteNumber("refusedByService", refusedThere);
                json.WriteNumber("retries", retries);
                json.WriteNumber("seconds", Math.Round(Took.TotalSeconds, 3));
                json.WriteStartArray("refusals");
                foreach (var (place, refusal) in InOrder()) Write(json, place, refusal, texts);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private IEnumerable<(Place Place, Refusal Refusal)> InOrder() => told.OrderBy(t => (t.Place.Line, t.Place.Thread, t.Place.Turn));

    private void Tell(Place place, Refusal refusal)
    {
        if (told.Count < MaxTold) told.Add((place, refusal));
    }

    private static void Write(Utf8JsonWriter json, Place place, Refusal refusal, Texts texts)
    {
        json.WriteStartObject();
        if (place.Line > 0)
        {
            json.WriteNumber("line", place.Line);
        }
        else
        {
            json.WriteNumber("thread", place.Thread);
            json.WriteNumber("turn", place.Turn);
        }

        json.WriteString("reason", Why(refusal, texts));
        json.WriteEndObject();
    }

    private static string Where(Place place, Texts texts) => (place.Line, place.Turn) switch
    {
        ( > 0, _) => texts["place.line", place.Line],
        (_, > 0) => texts["place.turn", place.Thread, place.Turn],
        _ => texts["place.thread", place.Thread],
    };

    private static string Why(Refusal refusal, Texts texts) => texts["refused." + refusal.Key, [.. refusal.Parts]];
}
