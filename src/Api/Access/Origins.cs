namespace SocialCrm.Api.Access;

/// <summary>Whether a browser's request comes from a page of this service: Origin against scheme and Host.</summary>
internal static class Origins
{
    /// <param name="request">The request.</param>
    /// <param name="needed">Whether a missing Origin is a foreign one: browsers always send it with WebSockets.</param>
    public static bool IsOwn(HttpRequest request, bool needed)
    {
        string? origin = request.Headers.Origin;
        if (string.IsNullOrEmpty(origin)) return !needed && request.Headers["Sec-Fetch-Site"] != "cross-site";
        var own = $"{request.Scheme}://{request.Host.Value}";
        return string.Equals(origin, own, StringComparison.OrdinalIgnoreCase);
    }
}
