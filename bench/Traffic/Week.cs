using System.Globalization;
using System.Text;
using System.Text.Json;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Traffic;

/// <summary>A request of the week: ready to be sent, and what it is.</summary>
/// <param name="Answers">The agents' answers to the customers' messages of this request, sent once it is accepted.</param>
internal sealed record WeekRequest(ReadOnlyMemory<byte> Bytes, string Language, int Count, IReadOnlyList<WeekRequest> Answers);

/// <summary>
/// A week of an airline's traffic: in each language so many messages of customers on seven channels, every fourth of them answered by one of the agents.
/// All requests are made beforehand, so that the load generator only sends. Only a function of the sentences.
/// </summary>
internal sealed class Week(Sentences sentences, int inEachLanguage)
{
    public const int Agents = 150;

    private const int AnsweredEvery = 4;
    private const int MaxBatch = 100;
    private const int MessagesOfACustomer = 2;

    private static readonly string[] Channels = ["x", "facebook", "messenger", "whatsapp", "instagram", "email", "webchat"];
    private static readonly DateTimeOffset Monday = new(2026, 4, 13, 0, 0, 0, TimeSpan.Zero);

    /// <summary>By language; a request is an array of one provider's messages.</summary>
    public WeekRequest[] Of(string language)
    {
        var inbound = inEachLanguage * AnsweredEvery / (AnsweredEvery + 1);
        var texts = sentences.Of(language, inEachLanguage);
        List<WeekRequest> requests = [];
        for (var from = 0; from < inbound; from += MaxBatch)
        {
            var numbers = Enumerable.Range(from, Math.Min(MaxBatch, inbound - from)).ToArray();
            var answers = numbers.Where(static n => n % AnsweredEvery == 0)
                .Select(n => Request(language, 1, json => Write(json, language, n, texts[inbound + (n / AnsweredEvery)], answers: true), []));
            requests.Add(Request(language, numbers.Length, json =>
            {
                json.WriteStartArray();
                foreach (var n in numbers) Write(json, language, n, texts[n], answers: false);
                json.WriteEndArray();
            }, [.. answers]));
        }

        return [.. requests];
    }

    private static WeekRequest Request(string language, int count, Action<Utf8JsonWriter> body, WeekRequest[] answers)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) body(json);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/interactions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {ServiceProcess.Key}\r\nContent-Length: {stream.Length}\r\n\r\n");
        return new WeekRequest((byte[])[.. Encoding.ASCII.GetBytes(head), .. stream.ToArray()], language, count, answers);
    }

    private void Write(Utf8JsonWriter json, string language, int number, string text, bool answers)
    {
        var customer = number / MessagesOfACustomer;
        var at = Monday.AddDays(7.0 * number / inEachLanguage).AddMinutes(answers ? 23 : 0);
        var handle = answers ? $"agent{number % Agents}" : $"{language}-{customer}@example.org";
        json.WriteStartObject();
        json.WriteString("channel", Channels[customer % Channels.Length]);
        json.WriteString("account", "klm-" + language);
        json.WriteString("externalId", string.Create(CultureInfo.InvariantCulture, $"{language}{number}{(answers ? "a" : "")}"));
        if (answers) json.WriteString("inReplyTo", string.Create(CultureInfo.InvariantCulture, $"{language}{number}"));
        json.WriteString("direction", answers ? "outbound" : "inbound");
        json.WriteString("text", text);
        json.WriteString("language", language);
        json.WriteString("at", at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteStartObject("author");
        json.WriteString("handle", handle);
        json.WriteString("locale", language);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
