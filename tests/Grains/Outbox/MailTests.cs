using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Access;
using SocialCrm.Agents;
using SocialCrm.Configuration;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.Storage;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Outbox;

/// <summary>Mails as a person chose them, to a server that speaks the protocol.</summary>
public sealed class MailSqliteTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-mail");
    private readonly MovedTime _time = new();
    private MailServer _server = null!;
    private CrmHost _crm = null!;

    public Task InitializeAsync()
    {
        _server = MailServer.Start();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _crm.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Notices_waitForTheEndOfQuietHours_andGoTogetherInOneMail()
    {
        await StartAsync("tls: false", isQuietNow: true);
        await RaiseAsync(25);
        await _crm.Services.GetRequiredService<NoticeDelivery>().RoundAsync(default);
        Assert.Empty(_server.Commands);
        _time.Advance(TimeSpan.FromHours(2));
        await Waiting.ForAsync("the mail", Long, () => Task.FromResult(!_server.Taken.IsEmpty));

        var mail = Assert.Single(_server.Taken);
        var (headers, body) = (mail[..mail.IndexOf("\n\n", StringComparison.Ordinal)].Replace("\n ", "", StringComparison.Ordinal), mail[mail.IndexOf("\n\n", StringComparison.Ordinal)..]);
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal)));
        Assert.Contains("25 ilmoitusta", Words(headers), StringComparison.Ordinal);
        Assert.Contains("VAATII TOIMIA: Ensimmäinen vastaus on myöhässä", text, StringComparison.Ordinal);
        Assert.Contains("ja 5 muuta ilmoitusta", text, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", headers, StringComparison.Ordinal);
        Assert.Contains("to: aino@example.fi", headers.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Matches("(?i)message-id: <[0-9a-f]{32}@example.fi>", headers);
    }

    [Fact]
    public async Task Server_thatIsBusy_getsTheSameMailAgain_andAnUnknownMailbox_isADeadLetter()
    {
        _server.Recipients = place => place switch { 0 => "451 later", 1 => null, _ => "550 nobody" };
        await StartAsync("tls: false");
        await RaiseAsync(1);
        await Waiting.ForAsync("the mail at its second try", Long, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            return Task.FromResult(_server.Taken.Count == 1);
        });
        _time.Advance(TimeSpan.FromMinutes(10));
        await RaiseAsync(1, from: 100);
        var outbox = _crm.Services.GetRequiredService<IOutboxStore>();
        await Waiting.ForAsync("the dead letter", Long, async () => (await outbox.DeadAsync(null, 10, default)).Items.Count == 1);
        Assert.Equal("smtp 550", (await outbox.DeadAsync(null, 10, default)).Items[0].Error);
        Assert.Single(_server.Taken);
    }

    [Fact]
    public async Task Server_withoutTls_getsNothing_whereTlsIsDemanded()
    {
        await StartAsync("tls: true");
        await RaiseAsync(1);
        await Waiting.ForAsync("the try", Long, () => Task.FromResult(_server.Commands.Any(c => c.StartsWith("EHLO", StringComparison.Ordinal))));
        await Waiting.ForAsync("its end", Long, async () => await FailedAsync() > 0);
        Assert.Empty(_server.Taken);
        Assert.DoesNotContain(_server.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal) || c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_whoChoseNoMail_getsNone()
    {
        await StartAsync("tls: false", choice: NotificationChoices.Screen);
        await RaiseAsync(3);
        var notices = _crm.Services.GetRequiredService<INoticeStore>();
        await Waiting.ForAsync("the choice to be looked at", Long, async () => (await notices.WaitingAsync("", 10, default)).Count == 0);
        Assert.Equal(3, await notices.UnreadAsync("aino", default));
        Assert.Empty(_server.Commands);
    }

    private async Task StartAsync(string tls, string choice = NotificationChoices.Mail, bool isQuietNow = false)
    {
        var now = _time.GetUtcNow();
        var quiet = isQuietNow ? $"quietHours: {{ from: '{now.AddHours(-1):HH:mm}', until: '{now.AddHours(1):HH:mm}', zone: UTC }}" : "";
        List<ConfigurationFault> faults = [];
        var plan = NoticePlan.Read(DocumentNode.Parse(
            $$"""
            mail: { host: 127.0.0.1, port: {{_server.Port.ToString(CultureInfo.InvariantCulture)}}, from: "Palvelu <crm@example.fi>", {{tls}} }
            people: { aino: { mail: aino@example.fi } }
            {{quiet}}
            """, faults)!);
        Assert.Empty(faults);
        _crm = await CrmHost.StartAsync("sqlite", _folder.FullName, services => services
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<IConfigurations>(new FixedConfiguration(new Configuration.Configuration { Version = 1, Notices = plan })));
        await _crm.Services.GetRequiredService<IAccessStore>().AddPersonAsync(new Person("aino", "Aino", "", "agent", Guid.NewGuid(), default, false), default);
        await _crm.Grains.GetGrain<IAgentGrain>(Keys.OfPerson("aino")).SaveNotificationsAsync(new SaveNotifications { Choices = new NotificationChoices { Due = [choice] } });
    }

    private async Task RaiseAsync(int count, int from = 0)
    {
        var store = _crm.Services.GetRequiredService<Store>();
        await store.Notices.AddAsync(
        [
            .. Enumerable.Range(from, count).Select(i => new NoticeRow(
                NoticeId.From(Sources.OfNotice("test", i, 0, "aino")), "aino", NoticeLevel.MustReact, "breach:first-response", false, null, null, _time.GetUtcNow())),
        ], default);
        store.NoticeBell.Ring();
    }

    /// <summary>How many messages were tried, failed and wait: seen by a claim of a far future.</summary>
    private async Task<int> FailedAsync()
    {
        var outbox = _crm.Services.GetRequiredService<IOutboxStore>();
        var later = _time.GetUtcNow().AddMinutes(10);
        var waiting = await outbox.ClaimAsync(Guid.NewGuid(), later, later, 10, default);
        return waiting.Count(m => m.Error is not null);
    }

    /// <summary>Encoded words (RFC 2047, base64 and UTF-8) as they are read.</summary>
    private static string Words(string headers) => System.Text.RegularExpressions.Regex.Replace(
        headers, @"=\?utf-8\?B\?(?<word>[^?]*)\?=\s*", m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups["word"].Value)),
        System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.IgnoreCase);
}
