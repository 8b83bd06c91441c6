using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Access;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Escalation;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Outbox;
using SocialCrm.ResponseTimes;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Notices;

/// <summary>From a missed target to the people and the receivers who hear of it: grains, store, deadline worker and outbox, with the clock as the only fake.</summary>
public abstract class NoticeTests : IAsyncLifetime
{
    private const string Secret = "whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw==";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly MovedTime _time = new();
    private WebhookReceiver _receiver = null!;
    private (string Store, string Folder) _place;
    private CrmHost _crm = null!;
    private string _document = "";

    protected abstract Task<(string Store, string Folder)> NewStoreAsync();

    public async Task InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _document = $$"""
            webhooks: { duty: { url: "{{_receiver.Url}}", secret: "stored:duty" }, room: { url: "{{_receiver.Url}}" } }
            roles: { lead: { people: [aino], webhooks: [room] } }
            groupWithin: 10m
            """;
        _place = await NewStoreAsync();
        await StartAsync();
        var access = _crm.Services.GetRequiredService<IAccessStore>();
        await access.AddPersonAsync(new Person("aino", "Aino", "", "agent", Guid.NewGuid(), default, false), default);
        await access.AddPersonAsync(new Person("otto", "Otto", "", "supervisor", Guid.NewGuid(), default, false), default);
        await access.AddPersonAsync(new Person("gone", "Gone", "", "supervisor", Guid.NewGuid(), default, true), default);
        await _crm.Services.GetRequiredService<ISecretStore>().PutAsync("duty", System.Text.Encoding.UTF8.GetBytes(Secret), "test", default, default);
        var people = _crm.Services.GetRequiredService<KnownPeople>();
        await Waiting.ForAsync("the people to be known", Long, () => Task.FromResult(people.Current.Count == 2));
    }

    public async Task DisposeAsync()
    {
        await _crm.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task MissedTarget_tellsRolesAndCallsOut_eachOnce()
    {
        var conversation = await SayAsync();
        _time.Advance(TimeSpan.FromMinutes(11));
        await Waiting.ForAsync("both webhooks", Long, () => Task.FromResult(_receiver.All.Count >= 2));
        await JudgeAsync(conversation);

        var notice = Assert.Single((await Notices.ListAsync("otto", true, null, 10, default)).Items);
        Assert.Equal(("must-react", "breach:first-response", conversation), (notice.Level, notice.About, notice.ConversationId!.Value));
        Assert.Single((await Notices.ListAsync("aino", true, null, 10, default)).Items);
        Assert.Empty((await Notices.ListAsync("gone", false, null, 10, default)).Items);

        Assert.Equal(2, _receiver.All.Count);
        var call = _receiver.All.Single(r => TypeOf(r) == "call-out");
        var timestamp = long.Parse(call.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(WebhookSignature.Of(WebhookSignature.KeyOf(Secret), call.Id, timestamp, call.Body), call.Headers["webhook-signature"]);
        using var body = JsonDocument.Parse(call.Body);
        Assert.Equal(conversation.ToString(), body.RootElement.GetProperty("conversationId").GetString());
        Assert.Equal("first-response", body.RootElement.GetProperty("escalation").GetProperty("kind").GetString());
        var told = _receiver.All.Single(r => TypeOf(r) == "notices");
        using var notices = JsonDocument.Parse(told.Body);
        Assert.Equal(("webhook:room", 1), (notices.RootElement.GetProperty("recipient").GetString(), notices.RootElement.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Receiver_thatFails_getsTheSameMessageAgain_andThenTheNextOfItsConversation()
    {
        _receiver.Answers = place => place < 2 ? 503 : 200;
        await SayAsync();
        _time.Advance(TimeSpan.FromMinutes(11));
        await Waiting.ForAsync("two refused tries", Long, () => Task.FromResult(_receiver.All.Count >= 2));
        await Waiting.ForAsync("the messages to be taken", Long, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(7));
            return Task.FromResult(_receiver.All.Count >= 4);
        });
        Assert.Equal(2, _receiver.All.Select(r => r.Id).Distinct().Count());
        Assert.All(_receiver.All.GroupBy(r => r.Id), tries => Assert.Single(tries.Select(t => Convert.ToHexString(t.Body)).Distinct()));
    }

    [Fact]
    public async Task Gone_isADeadLetter_thatCanBeReplayed()
    {
        _receiver.Answers = place => place < 2 ? 410 : 200;
        await SayAsync();
        _time.Advance(TimeSpan.FromMinutes(11));
        var outbox = _crm.Services.GetRequiredService<IOutboxStore>();
        await Waiting.ForAsync("two dead letters", Long, async () => (await outbox.DeadAsync(null, 10, default)).Items.Count == 2);
        var dead = await outbox.DeadAsync(null, 10, default);
        Assert.All(dead.Items, m => Assert.Equal(("status 410", 1), (m.Error, m.Attempts)));

        foreach (var message in dead.Items) await outbox.ReplayAsync(message.Id, _time.GetUtcNow(), default);
        await Waiting.ForAsync("the replay", Long, () => Task.FromResult(_receiver.All.Count == 4));
        Assert.Equal(2, _receiver.All.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task EndedBetweenCommitAndDelivery_losesNothing_andDoublesNothing()
    {
        _receiver.Answers = static _ => 503;
        var conversation = await SayAsync();
        _time.Advance(TimeSpan.FromMinutes(11));
        await Waiting.ForAsync("the first tries", Long, () => Task.FromResult(_receiver.All.Count >= 2));
        await _crm.DisposeAsync();
        var before = _receiver.All.Select(r => r.Id).Distinct().Order().ToArray();
        _receiver.Answers = static _ => 200;
        await StartAsync();
        await JudgeAsync(conversation);

        await Waiting.ForAsync("the messages to be taken after the start", Long, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(7));
            return Task.FromResult(_receiver.All.Skip(2).Select(r => r.Id).Distinct().Count() == 2);
        });
        Assert.Equal(before, _receiver.All.Select(r => r.Id).Distinct().Order());
        Assert.Single((await Notices.ListAsync("otto", true, null, 10, default)).Items);
    }

    [Fact]
    public async Task ManyNoticesAtOnce_goTogether_withTheirCount()
    {
        for (var i = 0; i < 30; i++) await SayAsync($"@asiakas{i}");
        _time.Advance(TimeSpan.FromMinutes(11));
        await Waiting.ForAsync("all notices", Long, async () => await Notices.UnreadAsync("aino", default) == 30);
        _time.Advance(TimeSpan.FromMinutes(11));
        await Waiting.ForAsync("all of them told", Long, () => Task.FromResult(CountedIn() == 30 && CallOuts() >= 30));
        Assert.InRange(_receiver.All.Count(r => TypeOf(r) == "notices"), 1, 3);
        Assert.Equal(30, CallOuts());

        int CallOuts() => _receiver.All.Count(r => TypeOf(r) == "call-out");

        int CountedIn() => _receiver.All.Where(r => TypeOf(r) == "notices").DistinctBy(r => r.Id).Sum(r =>
        {
            using var body = JsonDocument.Parse(r.Body);
            Assert.InRange(body.RootElement.GetProperty("notices").GetArrayLength(), 1, NoticesMessage.MaxListed);
            return body.RootElement.GetProperty("count").GetInt32();
        });
    }

    [Fact]
    public async Task AnswerThatFails_isToldToWhoWroteIt_once()
    {
        var conversation = await SayAsync();
        await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).ActAsync(new Reply { Actor = "aino", Text = "Hei" });
        var answer = (await _crm.Queries.InteractionsAsync(conversation, null, 10, default)).Items[^1].ExternalId!;
        var failed = new InteractionUpdate { Channel = "x", Account = "pohjanlento", ExternalId = answer, Kind = UpdateKind.Failed, At = _time.GetUtcNow(), Reason = "blocked" };

        await _crm.UpdateAsync(failed);
        Assert.True((await _crm.UpdateAsync(failed))[0].Duplicate);

        var notice = Assert.Single((await Notices.ListAsync("aino", true, null, 10, default)).Items);
        Assert.Equal(("must-react", "failed", conversation), (notice.Level, notice.About, notice.ConversationId!.Value));
        Assert.Empty((await Notices.ListAsync("otto", false, null, 10, default)).Items);
    }

    [Fact]
    public async Task TestOfAWebhook_isSentOnce_signed_andSaysWhatCameOfIt()
    {
        _receiver.Answers = static place => place == 0 ? 204 : 500;

        var taken = await TestAsync("duty");
        Assert.Equal((null, 204), (taken.Error, taken.Status));
        var received = Assert.Single(_receiver.All);
        Assert.Equal("test", TypeOf(received));
        Assert.Equal(WebhookSignature.Of(WebhookSignature.KeyOf(Secret), received.Id, long.Parse(received.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture), received.Body), received.Headers["webhook-signature"]);

        var refused = await TestAsync("room");
        Assert.Equal(("status 500", 500), (refused.Error, refused.Status));
        var unknown = await TestAsync("nobody");
        Assert.Equal(("not-configured", null), (unknown.Error, unknown.Status));

        // Neither tried again nor kept.
        _time.Advance(TimeSpan.FromHours(6));
        Assert.Empty((await _crm.Services.GetRequiredService<IOutboxStore>().DeadAsync(null, 10, default)).Items);
        Assert.Equal(2, _receiver.All.Count);

        Task<WebhookTest> TestAsync(string webhook) => _crm.Grains.GetGrain<IWebhookTestGrain>(Keys.OfWebhook(webhook)).TryAsync(webhook, "anna");
    }

    private INoticeStore Notices => _crm.Services.GetRequiredService<INoticeStore>();

    private async Task StartAsync() => _crm = await CrmHost.StartAsync(_place.Store, _place.Folder, services => services
        .AddSingleton<TimeProvider>(_time)
        .AddSingleton(new OutboxOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] })
        .AddSingleton<IConfigurations>(new FixedConfiguration(Configuration())));

    private Configuration.Configuration Configuration()
    {
        List<ConfigurationFault> faults = [];
        var plan = NoticePlan.Read(DocumentNode.Parse(_document, faults)!);
        Assert.Empty(faults);
        return new Configuration.Configuration
        {
            Version = 1,
            Notices = plan,
            ResponseTimes = new ResponsePolicies([new ResponsePolicy { Id = "all", FirstResponse = Target.Of(TimeSpan.FromMinutes(10)), Ladder = "steps" }]),
            Escalation = new Ladders(new Dictionary<string, Ladder>
            {
                ["steps"] = new Ladder("steps", [new LadderStep { Notify = ["role:lead", "role:supervisor"], CallOut = "duty" }]),
            }),
        };
    }

    private async Task<ConversationId> SayAsync(string handle = "@liisa") =>
        (await _crm.TakeAsync(Say.From(handle, "m" + handle) with { At = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds()) }))[0].ConversationId!.Value;

    private Task<ActResult> JudgeAsync(ConversationId conversation) => _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).JudgeDueAsync();

    private static string? TypeOf(Received received)
    {
        using var body = JsonDocument.Parse(received.Body);
        return body.RootElement.GetProperty("type").GetString();
    }
}

public sealed class SqliteNoticeTests : NoticeTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-notices");

    protected override Task<(string Store, string Folder)> NewStoreAsync() => Task.FromResult(("sqlite", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class PostgresNoticeTests : NoticeTests
{
    protected override async Task<(string Store, string Folder)> NewStoreAsync() => (await PostgresServer.NewDatabaseAsync(), Path.GetTempPath());
}
