using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SocialCrm.Cli.Replay.Recordings;

/// <summary>
/// Customer care threads: a JSON array, each thread with <c>dialogHeader</c> (company, sessionID), the turns in <c>dialogContent</c>
/// (who, datetime, message, tweet_ID) and in <c>agentURL</c> the answer that came after them. <c>client</c> is the customer, <c>client1</c> and so on
/// other people in the same thread, <c>agent</c> the company.
/// </summary>
internal sealed class Care : IRecording
{
    /// <summary>Milliseconds of Unix time at which the provider's ids begin: an id's bits above the 22nd count milliseconds from then.</summary>
    private const long IdEpochMs = 1_288_834_974_657;
    private const int IdTimeShift = 22;

    public bool IsHistory => true;

    public async IAsyncEnumerable<Row> ReadAsync(Stream file, TimeSpan shift, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var threads = JsonSerializer.DeserializeAsyncEnumerable(file, WireJson.Default.JsonElement, cancellation).GetAsyncEnumerator(cancellation);
        await using var _ = threads.ConfigureAwait(false);
        for (var number = 1L; ; number++)
        {
            Row? broken = null;
            try
            {
                if (!await threads.MoveNextAsync()) yield break;
            }
            catch (JsonException e)
            {
                broken = Row.Unreadable(e.LineNumber is { } line ? Place.At(line + 1) : Place.Of(number, 0), "json-here");
            }

            if (broken is not null)
            {
                yield return broken;
                yield break;
            }

            foreach (var row in Thread(threads.Current, number, shift)) yield return row;
        }
    }

    private static IEnumerable<Row> Thread(JsonElement thread, long number, TimeSpan shift)
    {
        if (!TryText(thread, "dialogHeader", "company", out var company) || !TryText(thread, "dialogHeader", "sessionID", out var session)
            || !TryMember(thread, "dialogContent", out var turns) || turns.ValueKind != JsonValueKind.Array)
        {
            yield return Row.Refused(Place.Of(number, 0), "thread");
            yield break;
        }

        var turnNumber = 0;
        string? question = null;
        foreach (var turn in turns.EnumerateArray())
        {
            var place = Place.Of(number, ++turnNumber);
            if (!TryTurn(turn, out var isAgent, out var who, out var id, out var text))
            {
                yield return Row.Refused(place, "turn");
                continue;
            }

            if (!TryMember(turn, "datetime", out var time) || time.ValueKind != JsonValueKind.String || !time.TryGetDateTimeOffset(out var at))
            {
                yield return Row.Refused(place, "value", "datetime", time.ToString());
                continue;
            }

            yield return Said(place, company, session, isAgent ? question : null, isAgent, who, id, text, at, shift);
            if (!isAgent) question = id;
        }

        if (TryText(thread, "agentURL", "url_utterance", out var answer) && TryText(thread, "agentURL", "tweet_ID", out var answerId))
        {
            var place = Place.Of(number, turnNumber + 1);
            yield return TryTimeOf(answerId, out var at)
                ? Said(place, company, session, question, isAgent: true, company, answerId, answer, at, shift)
                : Row.Refused(place, "value", "tweet_ID", answerId);
        }
    }

    private static Row Said(
        Place place, string company, string session, string? question, bool isAgent, string who, string id, string text, DateTimeOffset at, TimeSpan shift) =>
        Row.Of(place, at, new WireInteraction
        {
            Channel = "x",
            Account = company,
            ExternalId = id,
            Thread = session,
            InReplyTo = question,
            Direction = isAgent ? "outbound" : "inbound",
            Public = true,
            Text = text,
            At = (at + shift).ToUniversalTime(),
            Author = new(who),
        }.ToUtf8());

    /// <summary>
    /// The last answer has no time of its own, and the header's duration leaves out whole days (wrong in 107 of 525 threads tried);
    /// its id tells the time, exact in all of them.
    /// </summary>
    private static bool TryTimeOf(string id, out DateTimeOffset at)
    {
        var isId = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >> IdTimeShift > 0;
        at = isId ? DateTimeOffset.FromUnixTimeMilliseconds((number >> IdTimeShift) + IdEpochMs) : default;
        return isId;
    }

    private static bool TryTurn(JsonElement turn, out bool isAgent, out string who, out string id, out string text)
    {
        (isAgent, who, id, text) = (false, "", "", "");
        if (turn.ValueKind != JsonValueKind.Object) return false;
        foreach (var member in turn.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String) continue;
            var value = member.Value.GetString()!;
            if (member.NameEquals("tweet_ID")) id = value;
            else if (member.NameEquals("message")) text = value;
            else if (member.NameEquals("agent") || IsClient(member.Name)) (isAgent, who) = (member.NameEquals("agent"), value);
        }

        return who.Length > 0 && id.Length > 0;
    }

    private static bool IsClient(string name) =>
        name.StartsWith("client", StringComparison.Ordinal) && name.AsSpan("client".Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool TryText(JsonElement thread, string outer, string inner, out string value)
    {
        value = TryMember(thread, outer, out var part) && TryMember(part, inner, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "";
        return value.Length > 0;
    }

    private static bool TryMember(JsonElement element, string name, out JsonElement member)
    {
        member = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member);
    }
}
