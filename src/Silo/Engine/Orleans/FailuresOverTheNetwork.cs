using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace SocialCrm.Silo;

/// <summary>
/// What fails in a grain reaches callers in other processes as what it is. By default Orleans carries exceptions of a few namespaces; in place of any other,
/// such as a store that is away, callers get that it couldn't be carried, and can't tell a fault that passes from a bug.
/// </summary>
internal static class FailuresOverTheNetwork
{
    /// <summary>Message, stack and inner exceptions travel; members of an exception's own don't.</summary>
    public static void AddFailuresOverTheNetwork(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static options => options.SupportedExceptionTypeFilter = static _ => true);
}
