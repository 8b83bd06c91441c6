using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Http;

/// <summary>
/// Sends immutable views with an ETag made of their version. The bytes of those asked for lately are kept: a view is one object until the next commit
/// swaps it, so the object itself is the key.
/// </summary>
internal sealed class WrittenViews<T>(JsonTypeInfo<T> type, Func<T, long> versionOf) where T : class
{
    /// <summary>Views whose bytes are kept, a power of two; a further one takes the place of another.</summary>
    private const int MaxKept = 4_096;

    /// <summary>Longer ones, in bytes, are written anew each time.</summary>
    private const int MaxKeptBytes = 16 * 1024;

    private readonly Written?[] _kept = new Written?[MaxKept];

    public Task SendAsync(HttpContext context, T view)
    {
        var written = Of(view);
        var response = context.Response;
        response.Headers.ETag = written.ETag;
        if (Matches(context.Request, written.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json";
        response.ContentLength = written.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(written.Bytes, context.RequestAborted).AsTask();
    }

    private Written Of(T view)
    {
        ref var slot = ref _kept[RuntimeHelpers.GetHashCode(view) & (MaxKept - 1)];
        if (Volatile.Read(ref slot) is { } kept && ReferenceEquals(kept.View, view)) return kept;
        using var buffer = JsonBuffer.Rent();
        JsonSerializer.Serialize(buffer.Writer, view, type);
        var written = new Written(view, buffer.Written.ToArray(), string.Create(CultureInfo.InvariantCulture, $"\"{versionOf(view)}\""));
        if (written.Bytes.Length <= MaxKeptBytes) Volatile.Write(ref slot, written);
        return written;
    }

    private static bool Matches(HttpRequest request, string etag)
    {
        string? known = request.Headers.IfNoneMatch;
        if (known is null) return false;
        if (known == etag || known == "*") return true;
        foreach (var range in known.AsSpan().Split(','))
        {
            var one = known.AsSpan(range).Trim();
            if (one.StartsWith("W/", StringComparison.Ordinal)) one = one[2..];
            if (one.SequenceEqual(etag)) return true;
        }

        return false;
    }

    private sealed record Written(T View, byte[] Bytes, string ETag);
}
