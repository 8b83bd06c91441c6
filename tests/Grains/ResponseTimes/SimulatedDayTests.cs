using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Day;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Live;
using SocialCrm.Storage;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// A day of ten thousand conversations in a process of its own whose clock is moved, killed in the middle and started again: everybody has heard of what they must,
/// each once. Each store inherits it.
/// </summary>
public abstract class SimulatedDayTests : IDisposable
{
    private const int Count = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-day-");

    protected abstract Task<string> NewStoreAsync();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Day_killedInTheMiddle_everybodyHeardOfEachOnce()
    {
        var store = await NewStoreAsync();
        var reached = 0;
        await using (var killed = Play(store, first: 0))
        {
            await Waiting.ForAsync("the middle of the day", Patience, () => Task.FromResult((reached = StepOf(killed)) >= DayPlan.Steps / 2 || killed.HasExited));
            await killed.KillAsync();
        }

        Assert.True(reached >= DayPlan.Steps / 2);
        await using (var second = Play(store, first: reached))
        {
            Assert.Equal(0, await second.ExitAsync(Patience));
        }

        Assert.Equal(DayPlan.Expected(DayPlan.Matters(Count)), await ToldAsync(store));
    }

    private ServiceProcess Play(string store, int first) => ServiceProcess.Begin("SocialCrm.Day.dll", 0,
        [store, _folder.FullName, Count.ToString(CultureInfo.InvariantCulture), first.ToString(CultureInfo.InvariantCulture)]);

    private static int StepOf(ServiceProcess day)
    {
        var output = day.Output;
        return output.LastIndexOf("step ", StringComparison.Ordinal) is var at and >= 0
            && int.TryParse(output[(at + 5)..].Split('\n')[0], CultureInfo.InvariantCulture, out var step) ? step : 0;
    }

    private async Task<List<string>> ToldAsync(string store)
    {
        await using var opened = new Store(new StorageOptions { Store = store, DataFolder = _folder.FullName }, new Nobody(), TimeProvider.System, NullLogger<Store>.Instance);
        await opened.OpenAsync(CancellationToken.None);
        var matters = await MattersAsync(opened);
        List<string> told = [];
        foreach (var person in await opened.Access.PeopleAsync(CancellationToken.None))
        {
            string? cursor = null;
            do
            {
                var page = await opened.Notices.ListAsync(person.Name, unread: false, cursor, 200, CancellationToken.None);
                told.AddRange(page.Items.Select(n => DayPlan.Line(person.Name, n.About, matters[n.ConversationId!.Value])));
                cursor = page.Next;
            }
            while (cursor is not null);
        }

        return [.. told.Order(StringComparer.Ordinal)];
    }

    private static async Task<Dictionary<ConversationId, int>> MattersAsync(Store store)
    {
        Dictionary<ConversationId, int> matters = [];
        string? cursor = null;
        do
        {
            var page = await store.Queries.ConversationsAsync(new ConversationFilter { Cursor = cursor, Limit = 200 }, CancellationToken.None);
            foreach (var conversation in page.Items) matters[conversation.Id] = int.Parse(conversation.Thread!, CultureInfo.InvariantCulture);
            cursor = page.Next;
        }
        while (cursor is not null);
        return matters;
    }

    private sealed class Nobody : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }
}

public sealed class SqliteSimulatedDayTests : SimulatedDayTests
{
    protected override Task<string> NewStoreAsync() => Task.FromResult("sqlite");
}

public sealed class PostgresSimulatedDayTests : SimulatedDayTests
{
    protected override Task<string> NewStoreAsync() => PostgresServer.NewDatabaseAsync();
}
