namespace SocialCrm.Api.RateLimits;

internal static class RateLimitsFeature
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section))
            .Validate(o => All(o).All(b => b.PerSecond is > 0 and <= 10_000_000), "RateLimits: PerSecond must be above 0 and at most 10,000,000.")
            .Validate(o => All(o).All(b => b.Burst is >= 1 and <= 100_000_000), "RateLimits: Burst must be 1 to 100,000,000.")
            .ValidateOnStart();
        return services.AddSingleton<RateLimiters>();
    }

    private static BucketOptions[] All(RateLimitOptions options) => [options.Service, options.Person, options.Address, options.SignIn];
}
