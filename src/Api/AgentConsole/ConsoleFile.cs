using System.IO.Compression;
using System.Security.Cryptography;

namespace SocialCrm.Api.AgentConsole;

/// <summary>One file of the console, as it is and compressed.</summary>
internal sealed class ConsoleFile
{
    /// <summary>Shorter ones, in bytes, go as they are.</summary>
    private const int MinCompressedBytes = 1_024;

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".webmanifest"] = "application/manifest+json",
    };

    private readonly byte[] _bytes;
    private readonly Lazy<byte[]?> _brotli;

    /// <param name="path">Below the console's root, with slashes.</param>
    public ConsoleFile(string path, byte[] bytes)
    {
        _bytes = bytes;
        ContentType = Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        // Names below assets carry a hash of their content, so what is kept never becomes wrong.
        IsNamedByContent = path.StartsWith("assets/", StringComparison.Ordinal);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        _brotli = new(() => bytes.Length < MinCompressedBytes || ContentType == "image/png" ? null : Compress(bytes));
    }

    public string ContentType { get; }

    public bool IsNamedByContent { get; }

    public string ETag { get; }

    /// <summary>Bytes as they travel to a browser of today.</summary>
    public int CompressedBytes => _brotli.Value?.Length ?? _bytes.Length;

    public Task SendAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = ETag;
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.CacheControl = IsNamedByContent ? "public, max-age=31536000, immutable" : "no-cache";
        if (request.Headers.IfNoneMatch == ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var bytes = _bytes;
        if (request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && _brotli.Value is { } brotli)
        {
            bytes = brotli;
            response.Headers.ContentEncoding = "br";
        }

        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(bytes);
        return compressed.ToArray();
    }
}
