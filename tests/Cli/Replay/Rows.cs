using System.Text;
using System.Text.Json;
using SocialCrm.Cli.Replay.Recordings;

namespace SocialCrm.Cli.Tests.Replay;

internal static class Rows
{
    public static Task<List<Row>> ReadAsync(string format, string content, TimeSpan shift = default) => ReadAsync(format, Encoding.UTF8.GetBytes(content), shift);

    /// <summary>Reads from a stream that gives a few bytes at a time, so that nothing depends on where a buffer ends.</summary>
    public static async Task<List<Row>> ReadAsync(string format, byte[] content, TimeSpan shift = default)
    {
        await using var stream = new Trickle(content);
        return await Formats.Named(format).ReadAsync(stream, shift, CancellationToken.None).ToListAsync();
    }

    public static JsonElement Sent(this Row row) => JsonElement.Parse(row.Entry);
    public static string? Text(this Row row, string name) => row.Sent().TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        private const int BytesAtATime = 7;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, BytesAtATime)]);
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, BytesAtATime));
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, BytesAtATime)], cancellationToken);
    }
}
