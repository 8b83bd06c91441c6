using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace SocialCrm.Api.Json;

/// <summary>A pooled buffer with its writer: answers are written whole, then sent with their length in one piece.</summary>
internal sealed class JsonBuffer : IDisposable, IResettable
{
    /// <summary>A buffer that grew beyond this many bytes isn't kept.</summary>
    private const int MaxKeptBytes = 256 * 1024;

    private static readonly DefaultObjectPool<JsonBuffer> Pool = new(new DefaultPooledObjectPolicy<JsonBuffer>(), maximumRetained: 256);

    // Answers are JSON of their own, never put into a page: readable letters of all languages are safe and half as long.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public JsonBuffer() => Writer = new Utf8JsonWriter(_bytes, Options);

    public Utf8JsonWriter Writer { get; }

    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Writer.Flush();
            return _bytes.WrittenMemory;
        }
    }

    public static JsonBuffer Rent() => Pool.Get();

    /// <summary>Sends what was written, with its length. A HEAD request gets the length only.</summary>
    public ValueTask SendAsync(HttpResponse response, CancellationToken cancellation)
    {
        var written = Written;
        response.ContentLength = written.Length;
        return HttpMethods.IsHead(response.HttpContext.Request.Method) ? ValueTask.CompletedTask : response.Body.WriteAsync(written, cancellation);
    }

    public void Dispose() => Pool.Return(this);

    public bool TryReset()
    {
        if (_bytes.Capacity > MaxKeptBytes) return false;
        _bytes.ResetWrittenCount();
        Writer.Reset(_bytes);
        return true;
    }
}
