using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Identities;
using Xunit;

namespace SocialCrm.Audiences;

/// <summary>One conversation's audience over two hosts, through its grain.</summary>
public sealed class AudienceTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-audiences");
    private readonly Host _one = new();
    private readonly Host _other = new();
    private CrmHost _crm = null!;
    private IAudienceGrain _grain = null!;

    public async Task InitializeAsync()
    {
        _crm = await CrmHost.StartAsync("sqlite", _folder.FullName, static services => services.AddSingleton(
            new AudienceTimes { ViewingFor = TimeSpan.FromSeconds(6), TypingFor = TimeSpan.FromSeconds(1), Tick = TimeSpan.FromMilliseconds(50) }));
        _grain = _crm.Grains.GetGrain<IAudienceGrain>(Keys.Of(ConversationId.From(new Guid(1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 1))));
    }

    public async Task DisposeAsync() => await _crm.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Hosts_hear_of_each_others_viewers_until_these_are_gone()
    {
        await SignAsync("one", _one, "aino");
        var answer = await SignAsync("other", _other, "sami", typing: true);

        Assert.Equal(["aino", "sami typing"], Names(answer));
        Assert.Equal(["aino"], Names(await _one.NextAsync()));
        Assert.Equal(["aino", "sami typing"], Names(await _one.NextAsync()));
        Assert.Equal(answer.Number, (await _other.NextAsync()).Number);

        // Sami neither writes on nor signs again; Aino leaves before him.
        Assert.Equal(["aino", "sami"], Names(await _other.NextAsync()));
        await _grain.LeaveAsync("one", "c-aino");
        Assert.Equal(["sami"], Names(await _other.NextAsync()));
        Assert.Equal([], Names(await _other.NextAsync()));
    }

    [Fact]
    public async Task Host_that_only_looks_is_told_and_not_seen()
    {
        Assert.Empty(Names(await LookAsync("other", _other)));
        await SignAsync("one", _one, "aino");
        Assert.Equal(["aino"], Names(await _other.NextAsync()));
        await _grain.LeaveAsync("one", "c-aino");
        Assert.Empty(Names(await _other.NextAsync()));
    }

    [Fact]
    public async Task Audience_that_everybody_left_begins_anew()
    {
        var before = await SignAsync("one", _one, "aino");
        await _grain.LeaveAsync("one", "c-aino");
        var after = await SignAsync("one", _one, "aino");

        Assert.Equal(["aino"], Names(after));
        Assert.True(after.Epoch != before.Epoch || after.Number > before.Number);
    }

    private Task<Audience> SignAsync(string host, Host observer, string name, bool typing = false) => _grain.SignAsync(
        new AudienceSign { Host = host, Connection = "c-" + name, Name = name, DisplayName = name, Typing = typing },
        observer.Reference ??= _crm.Grains.CreateObjectReference<IAudienceObserver>(observer));

    private Task<Audience> LookAsync(string host, Host observer) =>
        _grain.LookAsync(host, observer.Reference ??= _crm.Grains.CreateObjectReference<IAudienceObserver>(observer));

    private static IEnumerable<string> Names(Audience audience) => audience.Viewers.Select(static v => v.Typing ? v.Name + " typing" : v.Name);

    private sealed class Host : IAudienceObserver
    {
        private readonly Channel<Audience> _told = Channel.CreateUnbounded<Audience>();

        public IAudienceObserver? Reference { get; set; }

        public Task ChangedAsync(Audience audience)
        {
            _told.Writer.TryWrite(audience);
            return Task.CompletedTask;
        }

        public async Task<Audience> NextAsync() => await _told.Reader.ReadAsync().AsTask().WaitAsync(Bound);
    }
}
