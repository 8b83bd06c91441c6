using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace SocialCrm.Silo.Hosting;

public static class QuietLogging
{
    /// <summary>A line for each request would cost more than the request: the framework speaks from warnings on, unless the configuration says otherwise.</summary>
    public static void UseQuietLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Orleans places actors through it, and tells by itself what came of it.
        builder.Logging.AddFilter("Polly", LogLevel.None);
        // This one also begins an activity and a scope for each request whoever listens; tracing, when it is on, begins them by itself.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
    }
}
