using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Api.Access;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Problems;
using Xunit;
namespace SocialCrm.Api.Tests;
[Collection(SharedHost.Name)]
public sealed class ZzBench(ApiHost host)
{
    [Fact]
    public async Task Bench()
    {
        var made = await ApiHost.ReadAsync(await host.Client.PostAsync("api/keys", ApiHost.Json("""{"name":"test","scopes":["read","ingest"]}""")));
        var secret = made.RootElement.GetProperty("secret").GetString()!;
        var cache = host.Services.GetRequiredService<KeyCache>();
        var p = await cache.FindAsync(secret, default);
        var limiters = host.Services.GetRequiredService<SocialCrm.Api.RateLimits.RateLimiters>();
        for (var r = 0; r < 6; r++)
        {
            var sw = Stopwatch.StartNew(); var a = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100_000; i++) await cache.FindAsync(secret, default);
            var find = sw.Elapsed.TotalMicroseconds / 100_000; var alloc = (GC.GetAllocatedBytesForCurrentThread() - a) / 100_000.0;
            sw.Restart();
            for (var i = 0; i < 100_000; i++) limiters.TryPrincipal(p!, 1, out _);
            var lim = sw.Elapsed.TotalMicroseconds / 100_000;
            var body = System.Text.Encoding.UTF8.GetBytes(ApiHost.Interaction("123456789", "@someone", "Hei, missä lentoni on? Odotin jo tunnin."));
            sw.Restart(); a = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100_000; i++) new InteractionReader(body, DateTimeOffset.MaxValue.AddDays(-1), new Errors()).Read(1000, out _);
            File.AppendAllText("/tmp/bench.txt", $"find {find:0.000} us {alloc:0} B, limit {lim:0.000} us, parse {sw.Elapsed.TotalMicroseconds / 100_000:0.000} us {(GC.GetAllocatedBytesForCurrentThread() - a) / 100_000.0:0} B of {body.Length} B\n");
        }
    }
}
