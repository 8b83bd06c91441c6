using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SocialCrm.Outbox;

public static class OutboxServices
{
    /// <summary>For hosts with a silo: messages go out from here.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.TryAddSingleton(new OutboxOptions());
        return services.AddSingleton<SecretReader>().AddSingleton<WebhookSender>().AddSingleton<MailSender>().AddSingleton<Sending>().AddHostedService<OutboxWorker>();
    }
}
