using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Access;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Notices;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Rules;

/// <summary>Rules through intake, grains and store: in the row that set them off, once however often it is delivered, and the same after a restart.</summary>
public abstract class RuleTests : IAsyncLifetime
{
    private const string Document = """
        rules:
          - id: laukku
            when: received
            if: { text: { words: laukku* } }
            then: { priority: high, addTags: laukku, mustReact: otto }
          - { id: again, when: received, if: { firstMessage: false }, then: { addTags: again, shouldKnow: otto } }
          - { id: own, when: assigned, if: { tags: laukku }, then: { queue: inbox, addTags: own } }
        """;

    private (string Store, string Folder) _place;
    private CrmHost _crm = null!;

    protected abstract Task<(string Store, string Folder)> NewStoreAsync();

    public async Task InitializeAsync()
    {
        _place = await NewStoreAsync();
        await StartAsync();
        await _crm.Services.GetRequiredService<IAccessStore>().AddPersonAsync(new Person("otto", "Otto", "", "supervisor", Guid.NewGuid(), default, false), default);
        var people = _crm.Services.GetRequiredService<KnownPeople>();
        await Waiting.ForAsync("the people to be known", TimeSpan.FromSeconds(60), () => Task.FromResult(people.Current.Count == 1));
    }

    public async Task DisposeAsync() => await _crm.DisposeAsync();

    [Fact]
    public async Task Rules_act_in_the_row_of_their_message_once_however_often_it_comes()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var said = Say.From("@liisa", "1") with { Text = "Missä LAUKKUNI on?", At = now.AddMinutes(-2) };
        var next = Say.From("@liisa", "2") with { At = now.AddMinutes(-1) };
        var conversation = (await _crm.TakeAsync(said))[0].ConversationId!.Value;
        await _crm.TakeAsync(said, next);
        await _crm.DisposeAsync();
        await StartAsync();
        await _crm.TakeAsync(said, next);

        var rows = await _crm.Queries.RowsAsync(conversation, 0, 100, default);
        Assert.Equal(["laukku", "again"], rows.Select(static r => Assert.Single(r.Entry.Events.OfType<RulesApplied>())).Select(static a => Assert.Single(a.Rules).Id));
        Assert.Equal(["rule:again", "rule:laukku"], (await Notices.ListAsync("otto", true, null, 10, default)).Items.Select(static n => n.About).Order(StringComparer.Ordinal));
        var view = (await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).GetAsync())!;
        Assert.Equal((Priority.High, "again laukku"), (view.Priority, string.Join(' ', view.Tags)));
    }

    [Fact]
    public async Task What_is_read_from_the_journal_explains_itself_and_the_timeline_tells_the_act()
    {
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1") with { Text = "laukku" }, Say.From("@liisa", "2", minute: 1), Say.From("@liisa", "0", minute: -1)))[0];
        var conversation = receipt.ConversationId!.Value;
        await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).ActAsync(new Claim { Actor = "otto" });

        var rows = await _crm.Queries.RowsAsync(conversation, 0, 100, default);
        var replay = new DecisionReplay(ConversationState.New(receipt.CustomerId!.Value, "x", "pohjanlento", ""), _crm.Services.GetRequiredService<IConfigurations>());
        var decisions = rows.Select(replay.Next).ToArray();
        Assert.All(decisions, static d => Assert.True(d.Agrees));
        Assert.Equal(["own"], decisions[^1].Rules.Where(static l => l.Acted).Select(static l => l.Rule.Id));
        Assert.Equal("conversation.claimed", (await _crm.Queries.TimelineAsync(receipt.CustomerId.Value, null, 10, default)).Items[0].Kind);
    }

    private INoticeStore Notices => _crm.Services.GetRequiredService<INoticeStore>();

    private async Task StartAsync() => _crm = await CrmHost.StartAsync(_place.Store, _place.Folder, static services => services
        .AddSingleton<IConfigurations>(new FixedConfiguration(new Configuration.Configuration
        {
            Version = 4,
            Rules = (RuleSet)ConfigurationReader.Read(DocumentKinds.Rules, Document).Part!,
        })));
}

public sealed class SqliteRuleTests : RuleTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-rules");

    protected override Task<(string Store, string Folder)> NewStoreAsync() => Task.FromResult(("sqlite", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class PostgresRuleTests : RuleTests
{
    protected override async Task<(string Store, string Folder)> NewStoreAsync() => (await PostgresServer.NewDatabaseAsync(), Path.GetTempPath());
}
