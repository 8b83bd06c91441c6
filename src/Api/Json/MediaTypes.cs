namespace SocialCrm.Api.Json;

internal static class MediaTypes
{
    /// <summary>application/json, or a type that ends with +json; parameters don't matter, the body has to be UTF-8 anyway.</summary>
    public static bool IsJson(HttpRequest request, bool isEmptyAllowed)
    {
        var type = request.ContentType.AsSpan();
        if (type.IsEmpty) return isEmptyAllowed && request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0;
        if (type.IndexOf(';') is var end and >= 0) type = type[..end];
        type = type.Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
