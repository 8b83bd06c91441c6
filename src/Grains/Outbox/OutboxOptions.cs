using System.Net;
using Microsoft.Extensions.Configuration;

namespace SocialCrm.Outbox;

/// <summary>What operators say about messages to the outside.</summary>
public sealed record OutboxOptions
{
    /// <summary>
    /// <c>Outbox:AllowedNetworks</c>: networks of the house that webhooks may lead to, such as <c>10.1.0.0/16</c>, with commas. Default none: only public
    /// addresses.
    /// </summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>How long one try may take. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="FormatException">A value can't be read; the message names it.</exception>
    public static OutboxOptions Of(IConfiguration configuration) => new()
    {
        AllowedNetworks =
        [
            .. (configuration["Outbox:AllowedNetworks"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static text =>
                IPNetwork.TryParse(text, out var network)
                    ? network
                    : throw new FormatException($"Outbox:AllowedNetworks: {text} is not a network such as 10.1.0.0/16.")),
        ],
    };
}
