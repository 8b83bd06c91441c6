using System.Buffers;

namespace SocialCrm.Api.Json;

/// <summary>A request's body in one piece, in a rented array: give it back by disposing.</summary>
internal readonly struct RequestBytes(byte[]? rented, int length, RequestBytes.Result outcome) : IDisposable
{
    /// <summary>What is rented when the length isn't told.</summary>
    private const int FirstBytes = 4 * 1024;

    public enum Result
    {
        Read,
        TooLarge,

        /// <summary>The caller's own bound refused further bytes.</summary>
        Refused,
    }

    public Result Outcome => outcome;

    public ReadOnlySpan<byte> Span => rented.AsSpan(0, length);

    /// <param name="request">The request.</param>
    /// <param name="maxBytes">More ends as <see cref="Result.TooLarge"/>.</param>
    /// <param name="grow">Asked before more bytes than announced so far are rented; null: always allowed.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async ValueTask<RequestBytes> ReadAsync(HttpRequest request, int maxBytes, Func<int, bool>? grow, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes) return new RequestBytes(null, 0, Result.TooLarge);
        var announced = (int?)request.ContentLength;
        var capacity = announced ?? FirstBytes;
        if (grow?.Invoke(capacity) == false) return new RequestBytes(null, 0, Result.Refused);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));
        var length = 0;
        var body = request.Body;
        try
        {
            while (announced is null || length < announced)
            {
                if (length == buffer.Length)
                {
                    var more = Math.Min(buffer.Length, maxBytes + 1 - length);
                    if (more <= 0) return Give(buffer, Result.TooLarge);
                    if (grow?.Invoke(more) == false) return Give(buffer, Result.Refused);
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length + more);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
                if (read == 0) break;
                length += read;
                if (length > maxBytes) return Give(buffer, Result.TooLarge);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        return new RequestBytes(buffer, length, Result.Read);
    }

    public void Dispose()
    {
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    private static RequestBytes Give(byte[] buffer, Result outcome)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        return new RequestBytes(null, 0, outcome);
    }
}
