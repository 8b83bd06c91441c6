using SocialCrm.Api.Json;
using Xunit;

namespace SocialCrm.Live;

public sealed class WatchedCustomerTests
{
    private readonly Desk _desk = new();
    private readonly WatchedCustomer _copy = new(Desk.Customer(1), new WatchPartition(0), ApiJson.Customer);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Receive_anyOrderWithRepeats_endsWithTheStoresState(int seed)
    {
        _desk.Write(1);
        _copy.Read(_desk.ViewOf(1));
        var changes = Enumerable.Range(0, 40).Select(_ => _desk.Write(1)).ToList();
        changes.AddRange(changes.Take(10).ToList());
        var shuffled = changes.ToArray();
        new Random(seed).Shuffle(shuffled);
        foreach (var change in shuffled) _copy.Receive(change);

        Assert.False(_copy.IsBehind);
        Assert.Equal(Json(_desk.ViewOf(1)), Json(_copy.Current!.View));
    }

    [Fact]
    public void Read_afterChangesCameBeforeIt_goesOnFromWhatWasRead()
    {
        var first = _desk.Write(1);
        var read = _desk.ViewOf(1);
        var second = _desk.Write(1);
        _copy.Receive(first);
        _copy.Receive(second);
        Assert.Null(_copy.Current);

        _copy.Read(read);
        Assert.Equal(2, _copy.Current!.Version);
        Assert.Equal(Json(_desk.ViewOf(1)), Json(_copy.Current.View));
    }

    [Fact]
    public void Receive_withAGap_holdsUntilTheMissingOneComes()
    {
        _desk.Write(1);
        _copy.Read(_desk.ViewOf(1));
        var (missing, next) = (_desk.Write(1), _desk.Write(1));
        _copy.Receive(next);
        Assert.True(_copy.IsBehind);
        Assert.Equal(1, _copy.Current!.Version);

        _copy.Receive(missing);
        Assert.False(_copy.IsBehind);
        Assert.Equal(3, _copy.Current.Version);
    }

    [Fact]
    public void Receive_beyondTheBound_isBehindUntilALaterReadCoversIt()
    {
        _desk.Write(1);
        _copy.Read(_desk.ViewOf(1));
        _desk.Write(1);
        for (var i = 0; i < WatchedCustomer.MaxHeld + 5; i++) _copy.Receive(_desk.Write(1));
        Assert.True(_copy.IsBehind);

        _copy.Read(_desk.ViewOf(1));
        Assert.False(_copy.IsBehind);
        Assert.Equal(_desk.ViewOf(1).Version, _copy.Current!.Version);
    }

    [Fact]
    public void Read_olderThanWhatIsKnown_changesNothing()
    {
        _desk.Write(1);
        var old = _desk.ViewOf(1);
        _desk.Write(1);
        _copy.Read(_desk.ViewOf(1));
        _copy.Read(old);
        Assert.Equal(2, _copy.Current!.Version);
        Assert.False(_copy.IsBehind);
    }

    private static string Json(Customers.CustomerView view) => System.Text.Encoding.UTF8.GetString(RawJson.Of(view, ApiJson.Customer).Utf8.Span);
}
