using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SocialCrm.Api.Observability;

namespace SocialCrm.Api.RateLimits;

/// <summary>The token buckets: one a principal, and one an address for whoever isn't known.</summary>
internal sealed class RateLimiters : IDisposable
{
    /// <summary>Principals with a bucket; beyond it all buckets start full again, which is lenient for a moment.</summary>
    private const int MaxPrincipals = 10_000;

    private static readonly NoLimit Unlimited = new();

    private readonly RateLimitOptions _options;
    private readonly ConcurrentDictionary<string, RateLimiter> _principals = new(StringComparer.Ordinal);
    private readonly PartitionedRateLimiter<string> _addresses;
    private readonly PartitionedRateLimiter<string> _signIns;

    public RateLimiters(IOptions<RateLimitOptions> options)
    {
        _options = options.Value;
        // A partition that stays full for a while is dropped by the limiter itself: addresses don't pile up.
        _addresses = PartitionedRateLimiter.Create<string, string>(
            address => RateLimitPartition.GetTokenBucketLimiter(address, _ => ForPartition(_options.Address)), StringComparer.Ordinal);
        _signIns = PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, k => ForPartition(k.StartsWith("name:", StringComparison.Ordinal) ? OfNames(_options.SignIn) : _options.SignIn)),
            StringComparer.Ordinal);
    }

    public RateLimiter OfService(string id) => Of("key:" + id, _options.Service);

    public RateLimiter OfPerson(string name) => Of("person:" + name, _options.Person);

    /// <summary>Whether a request of somebody unknown may go on.</summary>
    public bool TryAddress(HttpContext context, out int retryAfterSeconds)
    {
        retryAfterSeconds = 0;
        if (!_options.Enabled) return true;
        using var lease = _addresses.AttemptAcquire(AddressOf(context));
        return lease.IsAcquired || Refused(lease, _options.Address, out retryAfterSeconds);
    }

    /// <summary>Whether another sign-in may be tried: asks for nothing, so that only failures count.</summary>
    public bool MaySignIn(HttpContext context, string name, out int retryAfterSeconds)
    {
        foreach (var key in SignInKeys(context, name))
        {
            if (_signIns.GetStatistics(key) is { CurrentAvailablePermits: < 1 })
            {
                retryAfterSeconds = SecondsFor(_options.SignIn, 1);
                return false;
            }
        }

        retryAfterSeconds = 0;
        return true;
    }

    public void SignInFailed(HttpContext context, string name)
    {
        foreach (var key in SignInKeys(context, name)) _signIns.AttemptAcquire(key).Dispose();
    }

    /// <summary>Takes what a request counts as. More than the bucket holds counts as all of it: one request is never too large to pass.</summary>
    public bool TryPrincipal(Access.Principal principal, int permits, out int retryAfterSeconds)
    {
        var bucket = principal.IsService ? _options.Service : _options.Person;
        permits = Math.Min(permits, bucket.Burst);
        using var lease = principal.Limiter.AttemptAcquire(permits);
        retryAfterSeconds = lease.IsAcquired ? 0 : SecondsFor(bucket, permits);
        if (!lease.IsAcquired) Metrics.TooOften.Add(1, new KeyValuePair<string, object?>("of", principal.IsService ? "service" : "person"));
        return lease.IsAcquired;
    }

    private static bool Refused(RateLimitLease lease, BucketOptions bucket, out int retryAfterSeconds)
    {
        Metrics.TooOften.Add(1, new KeyValuePair<string, object?>("of", "address"));
        retryAfterSeconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : SecondsFor(bucket, 1);
        return false;
    }

    private static int SecondsFor(BucketOptions bucket, int permits) => (int)Math.Clamp(Math.Ceiling(permits / bucket.PerSecond), 1, 3_600);

    /// <summary>Ten times what an address has: one who guesses must not easily lock out another.</summary>
    private static BucketOptions OfNames(BucketOptions addresses) => new() { PerSecond = addresses.PerSecond * 10, Burst = addresses.Burst * 10 };

    private static IEnumerable<string> SignInKeys(HttpContext context, string name) => ["address:" + AddressOf(context), "name:" + name];

    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    private RateLimiter Of(string key, BucketOptions bucket)
    {
        if (!_options.Enabled) return Unlimited;
        if (_principals.Count >= MaxPrincipals) _principals.Clear();
        return _principals.GetOrAdd(key, static (_, b) => new TokenBucketRateLimiter(Bucket(b, autoReplenishment: true)), bucket);
    }

    private static TokenBucketRateLimiterOptions ForPartition(BucketOptions bucket) => Bucket(bucket, autoReplenishment: false);

    private static TokenBucketRateLimiterOptions Bucket(BucketOptions bucket, bool autoReplenishment)
    {
        // About ten refills a second where a refill is whole pieces; else one piece as often as the rate says.
        var pieces = Math.Max(1, (int)(bucket.PerSecond / 10));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = bucket.Burst,
            TokensPerPeriod = pieces,
            ReplenishmentPeriod = TimeSpan.FromSeconds(pieces / bucket.PerSecond),
            QueueLimit = 0,
            AutoReplenishment = autoReplenishment,
        };
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _signIns.Dispose();
        foreach (var limiter in _principals.Values) limiter.Dispose();
    }
}
