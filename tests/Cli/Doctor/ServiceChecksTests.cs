using System.Net;
using SocialCrm.Cli.Doctor;
using SocialCrm.Cli.Terminal;
using Xunit;

namespace SocialCrm.Cli.Tests.Doctor;

/// <summary>Every finding about a running service, provoked by what it answers; each has its words in both languages.</summary>
public sealed class ServiceChecksTests
{
    private const string Own = "1.2.0";
    private static readonly DateTimeOffset Now = new(2026, 4, 15, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Ready_service_of_this_version_and_clock_is_in_order() =>
        Assert.All(await FindingsAsync(Answering()), static f => Assert.Equal(Level.Ok, f.Level));

    [Fact]
    public async Task Service_that_is_not_ready_is_a_failure() =>
        await OneAsync("service", Level.Failure, "not-ready", Answering(ready: HttpStatusCode.ServiceUnavailable));

    [Theory]
    [InlineData(2, Level.Warning, "apart")]
    [InlineData(-2, Level.Warning, "apart")]
    [InlineData(45, Level.Failure, "far")]
    [InlineData(-45, Level.Failure, "far")]
    public async Task Clock_that_differs_is_told_by_how_much(int seconds, object level, string outcome) =>
        await OneAsync("clock-service", (Level)level, outcome, Answering(ahead: TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("""{"engine":"orleans","silos":[{"version":"1.1.0"}]}""")]
    [InlineData("""{"engine":"orleans","silos":[{"version":"1.2.0"},{"version":"1.1.0"}]}""")]
    public async Task Version_that_differs_is_a_warning_that_names_them(string cluster)
    {
        var finding = await OneAsync("version", Level.Warning, "differs", Answering(cluster: cluster));
        Assert.Contains("1.1.0", DoctorCommand.TextOf(finding, Texts.In("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_that_the_program_can_not_read_is_a_failure_that_names_it()
    {
        var finding = await OneAsync("documents", Level.Failure, "unreadable", Answering(readable: "false"));
        Assert.Contains("rules 7", DoctorCommand.TextOf(finding, Texts.In("fi")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_without_a_key_is_unknown() =>
        await OneAsync("version", Level.Warning, "unknown", Answering(cluster: null));

    [Fact]
    public async Task Service_elsewhere_that_does_not_answer_is_a_failure()
    {
        using var http = new HttpClient(new Peer(static _ => throw new HttpRequestException("no route"))) { BaseAddress = new Uri("http://192.0.2.1:5080/") };
        var finding = Assert.Single(await ServiceChecks.OfAsync(http, Own, new At(Now), CancellationToken.None));
        Assert.Equal(("service", Level.Failure, "unreachable"), (finding.Check, finding.Level, finding.Outcome));
        Spoken(finding);
    }

    /// <summary>This finding and no other that isn't in order.</summary>
    private static async Task<Finding> OneAsync(string check, Level level, string outcome, Peer peer)
    {
        var finding = Assert.Single(await FindingsAsync(peer), static f => f.Level != Level.Ok);
        Assert.Equal((check, level, outcome), (finding.Check, finding.Level, finding.Outcome));
        return finding;
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(Peer peer)
    {
        using var http = new HttpClient(peer) { BaseAddress = new Uri("http://127.0.0.1:5080/") };
        var findings = await ServiceChecks.OfAsync(http, Own, new At(Now), CancellationToken.None);
        Assert.Equal(["service", "clock-service", "version", "documents"], [.. findings.Select(static f => f.Check).Union(["documents"], StringComparer.Ordinal)]);
        Assert.All(findings, Spoken);
        return findings;
    }

    private static void Spoken(Finding finding)
    {
        var said = ((string[])["en", "fi"]).Select(language => DoctorCommand.TextOf(finding, Texts.In(language))).ToList();
        Assert.NotEqual(said[0], said[1]);
        Assert.DoesNotContain(said, static s => s.Contains("doctor.", StringComparison.Ordinal) || s.Contains('{', StringComparison.Ordinal));
    }

    private static Peer Answering(
        HttpStatusCode ready = HttpStatusCode.OK, TimeSpan ahead = default, string? cluster = """{"engine":"orleans","silos":[{"version":"1.2.0"}]}""",
        string readable = "true") => new(request =>
    {
        var path = request.RequestUri!.AbsolutePath;
        var answer = path == "/healthz/ready" ? new HttpResponseMessage(ready)
            : cluster is null ? new HttpResponseMessage(HttpStatusCode.Unauthorized)
            : new HttpResponseMessage { Content = new StringContent(path == "/api/config" ? $$"""{"version":7,"documents":[{"kind":"rules","version":7,"readable":{{readable}}}]}""" : cluster, System.Text.Encoding.UTF8, "application/json") };
        answer.Headers.Date = Now + ahead;
        return answer;
    });

    private sealed class Peer(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
