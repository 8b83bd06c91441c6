using System.Net;
using System.Net.Sockets;

namespace SocialCrm.Outbox;

/// <summary>
/// Where webhooks may lead: to addresses of the public internet, and to networks of the house only where an operator allowed them. Asked about the address that
/// is connected to, not about a name, which may mean another one a moment later.
/// </summary>
public sealed class AddressPolicy(IReadOnlyList<IPNetwork> allowed)
{
    /// <summary>IANA's special-purpose registry of IPv4, all that isn't globally reachable, and what is for groups or reserved.</summary>
    private static readonly IPNetwork[] Special =
    [
        .. ((ReadOnlySpan<string>)
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            // Of the global IPv6 addresses: Teredo and other protocols' own, examples, and 6to4, which stands for any IPv4 address.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).ToArray().Select(static text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (allowed.Any(network => network.Contains(address))) return true;
        return !Special.Any(network => network.Contains(address)) && (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address));
    }
}
