using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Figures;

namespace SocialCrm.Silo.Hosting;

/// <summary>The silo's answers to whoever watches the process: the paths and bodies are those of an Api process.</summary>
internal static class SiloHealth
{
    public static void MapSiloHealth(this IEndpointRouteBuilder routes)
    {
        var readiness = routes.ServiceProvider.GetRequiredService<Readiness>();
        var readings = routes.ServiceProvider.GetRequiredService<Readings>();
        routes.MapGet("/metrics", context =>
        {
            readings.Observe();
            context.Response.ContentType = PrometheusText.ContentType;
            return context.Response.WriteAsync(PrometheusText.Of(readings.All), context.RequestAborted);
        });
        routes.MapGet("/healthz/live", static context => AnswerAsync(context, StatusCodes.Status200OK, """{"status":"alive"}"""));
        routes.MapGet("/healthz/ready", async context =>
        {
            if (await readiness.IsReadyAsync(context.RequestAborted)) await AnswerAsync(context, StatusCodes.Status200OK, """{"status":"ready"}""");
            else await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, """{"status":"unavailable"}""");
        });
    }

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(body);
    }
}
