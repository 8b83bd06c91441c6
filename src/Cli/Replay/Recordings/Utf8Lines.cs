using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SocialCrm.Cli.Replay.Recordings;

/// <summary>The lines of a file as bytes: LF or CR LF ends one, white space around it and a byte order mark are left out.</summary>
internal static class Utf8Lines
{
    /// <summary>As much as the service takes in one request. A longer line comes out as null, and reading goes on after it.</summary>
    public const int MaxLineBytes = 8 << 20;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<byte[]?> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(leaveOpen: true));
        var (first, tooLong) = (true, false);
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return tooLong ? null : Trimmed(rest.Slice(0, end), first);
                (first, tooLong) = (false, false);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (tooLong || !rest.IsEmpty) yield return tooLong ? null : Trimmed(rest, first);
                await pipe.CompleteAsync();
                yield break;
            }

            tooLong |= rest.Length > MaxLineBytes;
            pipe.AdvanceTo(tooLong ? rest.End : rest.Start, rest.End);
        }
    }

    private static byte[]? Trimmed(ReadOnlySequence<byte> line, bool first)
    {
        if (line.Length > MaxLineBytes) return null;
        var bytes = line.ToArray().AsSpan();
        if (first && bytes.StartsWith(Mark)) bytes = bytes[Mark.Length..];
        return bytes.Trim(" \t\r"u8).ToArray();
    }
}
