using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Abuse;
using SocialCrm.Access;
using SocialCrm.Commitments;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Notices;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Alarms;

/// <summary>What is found because nothing happens, with a moved clock: each silence is told of once, by however many look.</summary>
public abstract class SilenceTests : IAsyncLifetime
{
    private const string Document = """
        alarms:
          unanswered: { target: 1, after: 1h }
          quiet: [ { channel: x, after: 4h, notify: [otto] } ]
          unwatched: { after: 30m, notify: [otto] }
          assignee: { after: 20m, notify: [otto] }
        """;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private readonly MovedTime _time = new();
    private CrmHost _crm = null!;

    protected abstract Task<(string Store, string Folder)> NewStoreAsync();

    public async Task InitializeAsync()
    {
        List<ConfigurationFault> faults = [];
        var configuration = new Configuration.Configuration { Version = 1, Notices = NoticePlan.Read(DocumentNode.Parse(Document, faults)!) };
        Assert.Empty(faults);
        var (store, folder) = await NewStoreAsync();
        _crm = await CrmHost.StartAsync(store, folder, services => services
            .AddSingleton<TimeProvider>(_time).AddSingleton<IConfigurations>(new FixedConfiguration(configuration)));
        var access = _crm.Services.GetRequiredService<IAccessStore>();
        foreach (var (name, role) in ((string, string)[])[("aino", "agent"), ("otto", "agent"), ("boss", "supervisor")])
            await access.AddPersonAsync(new Person(name, name, "", role, Guid.NewGuid(), default, false), default);
        var people = _crm.Services.GetRequiredService<KnownPeople>();
        await Waiting.ForAsync("the people to be known", Long, () => Task.FromResult(people.Current.Count == 3));
    }

    public async Task DisposeAsync() => await _crm.DisposeAsync();

    [Fact]
    public async Task Assignee_whoDoesntAct_isToldOfOnce_byManyLooks()
    {
        var conversation = await SayAsync("@liisa");
        await ActAsync(conversation, new Claim { Actor = "aino" });
        await LookAsync();
        Assert.Empty(await AboutsAsync("otto"));
        _time.Advance(TimeSpan.FromMinutes(21));
        await LookAsync();
        await LookAsync();
        Assert.Equal(["alarm:assignee"], await AboutsAsync("otto"));
        Assert.Equal(["alarm:assignee"], await AboutsAsync("aino"));

        await ActAsync(conversation, new Reply { Actor = "aino", Text = "Hei" });
        _time.Advance(TimeSpan.FromSeconds(2));
        await SayAsync("@liisa", "2");
        _time.Advance(TimeSpan.FromMinutes(21));
        await LookAsync();
        Assert.Equal(2, (await AboutsAsync("otto")).Count);
    }

    [Fact]
    public async Task Channel_goneQuiet_isToldOfOnceASilence()
    {
        await SayAsync("@liisa");
        _time.Advance(TimeSpan.FromHours(3.9));
        await LookAsync();
        Assert.DoesNotContain("alarm:quiet:x", await AboutsAsync("otto"));
        _time.Advance(TimeSpan.FromMinutes(7));
        await LookAsync();
        _time.Advance(TimeSpan.FromHours(9));
        await LookAsync();
        Assert.Equal(1, (await AboutsAsync("otto")).Count(a => a == "alarm:quiet:x"));
        await SayAsync("@sami");
        await LookAsync();
        _time.Advance(TimeSpan.FromHours(5));
        await LookAsync();
        Assert.Equal(2, (await AboutsAsync("otto")).Count(a => a == "alarm:quiet:x"));
    }

    [Fact]
    public async Task Unanswered_aboveItsTarget_listsOldestFirst_withoutTheMuted()
    {
        var first = await SayAsync("@liisa");
        _time.Advance(TimeSpan.FromMinutes(5));
        var second = await SayAsync("@sami");
        _time.Advance(TimeSpan.FromMinutes(61));
        var alarms = _crm.Services.GetRequiredService<IAlarmQueries>();
        var before = _time.GetUtcNow().AddHours(-1);
        Assert.Equal(2, await alarms.UnansweredAsync(before, default));
        var page = await alarms.UnansweredAsync(before, null, 1, default);
        Assert.Equal(first, page.Items.Single().Id);
        Assert.Equal(second, (await alarms.UnansweredAsync(before, page.Next, 1, default)).Items.Single().Id);
        await LookAsync();
        await LookAsync();
        Assert.Equal(["alarm:unanswered:2"], await AboutsAsync("boss"));

        await ActAsync(first, new TakeAbuseStep { Actor = "boss", Level = AbuseLevel.Blocked, Reason = "uhkaili", OverOthers = true });
        Assert.Equal(second, Assert.Single((await alarms.UnansweredAsync(before, null, 10, default)).Items).Id);
        Assert.DoesNotContain((await _crm.Queries.ConversationsAsync(new ConversationFilter(), default)).Items, c => c.Id == first);
        Assert.Equal(first, Assert.Single((await _crm.Queries.ConversationsAsync(new ConversationFilter { Silenced = true }, default)).Items).Id);
    }

    [Fact]
    public async Task Promise_isLateOnce_throughTheDeadlineWorker_andListed()
    {
        var conversation = await SayAsync("@liisa");
        await ActAsync(conversation, new MakeCommitment { Actor = "aino", Text = "soitan", DueAt = Seconds(_time.GetUtcNow().AddMinutes(30)) });
        var commitments = _crm.Services.GetRequiredService<ICommitmentStore>();
        var open = Assert.Single((await commitments.ListAsync(new CommitmentFilter { Owner = "aino", State = CommitmentState.Open }, default)).Items);
        Assert.Equal(("soitan", 1, "aino", conversation), (open.Text, open.Number, open.MadeBy, open.ConversationId));

        _time.Advance(TimeSpan.FromMinutes(31));
        await Waiting.ForAsync("the promise to be late", Long, async () => (await commitments.ListAsync(new CommitmentFilter { State = CommitmentState.Late }, default)).Items.Count == 1);
        await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).JudgeDueAsync();
        Assert.Equal(["commitment:due"], await AboutsAsync("aino"));

        await ActAsync(conversation, new SettleCommitment { Actor = "aino", Number = 1, Outcome = CommitmentState.Kept });
        var kept = Assert.Single((await commitments.ListAsync(new CommitmentFilter { Conversation = conversation }, default)).Items);
        Assert.Equal(("soitan", CommitmentState.Kept), (kept.Text, kept.State));
        Assert.NotNull(kept.LateAt);
        Assert.NotNull(kept.EndedAt);

        await ActAsync(conversation, new MakeCommitment { Actor = "aino", Text = "laskutan", DueAt = Seconds(_time.GetUtcNow().AddDays(1)) });
        var ofCustomer = new CommitmentFilter { Customer = kept.CustomerId, LatestFirst = true, Limit = 1 };
        var latest = await commitments.ListAsync(ofCustomer, default);
        Assert.Equal("laskutan", Assert.Single(latest.Items).Text);
        Assert.Equal("soitan", Assert.Single((await commitments.ListAsync(ofCustomer with { Cursor = latest.Next }, default)).Items).Text);
    }

    [Fact]
    public async Task Block_ofACustomer_countsInEveryConversationFromTheNextMessageOn()
    {
        var first = await SayAsync("@liisa");
        await ActAsync(first, new TakeAbuseStep { Actor = "boss", Level = AbuseLevel.Blocked, Reason = "uhkaili", OverOthers = true });
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "other", thread: "booking") with { At = Seconds(_time.GetUtcNow()) }))[0];
        var view = await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(receipt.ConversationId!.Value)).GetAsync();
        Assert.Equal(AbuseLevel.Blocked, view!.Standing!.Level);
        Assert.Equal(AbuseLevel.Blocked, (await _crm.CustomerAsync(receipt.CustomerId!.Value)).Standing!.Level);

        await ActAsync(first, new TakeAbuseStep { Actor = "boss", Level = AbuseLevel.None, Reason = "pyysi anteeksi", OverOthers = true });
        await _crm.TakeAsync(Say.From("@liisa", "again", thread: "booking") with { At = Seconds(_time.GetUtcNow()) });
        Assert.False((await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(receipt.ConversationId!.Value)).GetAsync())!.Standing!.IsSilenced);
    }

    private async Task<ConversationId> SayAsync(string handle, string id = "1") =>
        (await _crm.TakeAsync(Say.From(handle, handle + id) with { At = Seconds(_time.GetUtcNow()) }))[0].ConversationId!.Value;

    private async Task ActAsync(ConversationId id, ConversationAct act)
    {
        var result = await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(id)).ActAsync(act);
        Assert.Equal(ActOutcome.Done, result.Outcome);
        if (result.Change is { } change) await _crm.Grains.GetGrain<Customers.ICustomerGrain>(Keys.Of(change.CustomerId)).ObserveAsync(change);
    }

    private Task LookAsync() => _crm.Services.GetRequiredService<SilenceSweep>().LookAsync(default);

    private async Task<IReadOnlyList<string>> AboutsAsync(string person)
    {
        var notices = (await _crm.Services.GetRequiredService<INoticeStore>().ListAsync(person, false, null, 100, default)).Items;
        return [.. notices.Select(n => n.About)];
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}

public sealed class SqliteSilenceTests : SilenceTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-silence");

    protected override Task<(string Store, string Folder)> NewStoreAsync() => Task.FromResult(("sqlite", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class PostgresSilenceTests : SilenceTests
{
    protected override async Task<(string Store, string Folder)> NewStoreAsync() => (await PostgresServer.NewDatabaseAsync(), Path.GetTempPath());
}
