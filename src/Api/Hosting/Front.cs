using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Hosting;

/// <summary>
/// The outermost middleware: security headers on every answer, whatever fails below as a problem, and a problem as the body of every bare refusal.
/// </summary>
internal sealed class Front(RequestDelegate next, ILogger<Front> logger)
{
    /// <summary>Nothing is loaded from anywhere and nothing may frame it; pages that need more say so themselves.</summary>
    private const string Policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        // Everything here is somebody's: kept by nobody on the way, asked again each time (the ETag makes that cheap).
        headers.CacheControl = "private, no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested) return;
            await Failures.Of(e, context, logger).WriteAsync(context);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentLength is null or 0 && response.ContentType is null)
            await Failures.OfStatus(response.StatusCode).WriteAsync(context);
    }
}
