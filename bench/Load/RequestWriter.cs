using System.Globalization;
using System.Text;

namespace SocialCrm.Bench.Load;

/// <summary>
/// Makes requests with interactions of the size that real ones have (a tweet of about 110 characters, as the median of recorded support traffic).
/// One per connection: its buffer is used again.
/// </summary>
internal sealed class RequestWriter(string path, string? key, int batch, Func<Random, (string Handle, string ExternalId)> pick, int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _body = new();
    private byte[] _buffer = new byte[64 * 1024];

    public ReadOnlyMemory<byte> Next()
    {
        _body.Clear();
        if (batch > 1) _body.Append('[');
        for (var i = 0; i < batch; i++)
        {
            if (i > 0) _body.Append(',');
            var (handle, externalId) = pick(_random);
            _body.Append("""{"channel":"x","account":"pohjanlento","externalId":""").Append('"').Append(externalId).Append('"')
                .Append(""","direction":"inbound","public":true,"text":"Hei, lentoni Osloon peruttiin aamulla eikä kukaan vastaa puhelimeen. Miten saan paikan iltalennolle?","at":""")
                .Append('"').Append(At(_random)).Append("\",\"author\":{\"handle\":\"").Append(handle).Append("\",\"name\":\"").Append(handle)
                .Append("\",\"locale\":\"fi\",\"followers\":120}}");
        }

        if (batch > 1) _body.Append(']');
        var body = _body.ToString();
        var length = Encoding.UTF8.GetByteCount(body);
        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{(key is null ? "" : $"Authorization: Bearer {key}\r\n")}Content-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        if (_buffer.Length < head.Length + length) _buffer = new byte[head.Length + length];
        var written = Encoding.ASCII.GetBytes(head, _buffer);
        written += Encoding.UTF8.GetBytes(body, _buffer.AsSpan(written));
        return _buffer.AsMemory(0, written);
    }

    /// <summary>Rising times with some disorder, as providers deliver: one message in fifty is up to a minute late.</summary>
    private static string At(Random random)
    {
        var late = random.Next(50) == 0 ? random.Next(60_000) : 0;
        return TimeProvider.System.GetUtcNow().AddMilliseconds(-late).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }
}
