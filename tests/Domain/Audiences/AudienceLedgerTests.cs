using Xunit;

namespace SocialCrm.Audiences;

public sealed class AudienceLedgerTests
{
    private readonly AudienceLedger _ledger = new(new AudienceTimes());

    [Fact]
    public void Sign_shows_a_name_once_however_many_connections()
    {
        Assert.True(Sign("aino", "1", 0));
        Assert.False(Sign("aino", "2", 1));
        Assert.True(Sign("sami", "3", 1, typing: true));

        Assert.Equal(["aino False", "sami True"], _ledger.Viewers.Select(v => $"{v.Name} {v.Typing}"));
        Assert.False(_ledger.Leave("h", "1", Seconds(2)));
        Assert.True(_ledger.Leave("h", "2", Seconds(2)));
        Assert.Equal("sami", Assert.Single(_ledger.Viewers).Name);
    }

    [Fact]
    public void Expire_ends_typing_after_six_seconds_and_viewing_after_fifteen()
    {
        Sign("aino", "1", 0, typing: true);
        Sign("aino", "1", 3);

        Assert.False(_ledger.Expire(Seconds(5.9)));
        Assert.True(_ledger.Expire(Seconds(6)));
        Assert.False(Assert.Single(_ledger.Viewers).Typing);
        Assert.False(_ledger.Expire(Seconds(17.9)));
        Assert.True(_ledger.Expire(Seconds(18)));
        Assert.True(_ledger.IsEmpty);
        Assert.False(_ledger.Has("h"));
    }

    [Fact]
    public void Sign_beyond_the_bound_is_not_seen()
    {
        for (var i = 0; i < AudienceLedger.MaxConnections; i++) Sign($"a{i}", $"{i}", 0);

        Assert.False(Sign("one more", "x", 0));
        Assert.Equal(AudienceLedger.MaxConnections, _ledger.Viewers.Count);
    }

    private bool Sign(string name, string connection, double seconds, bool typing = false) =>
        _ledger.Sign(new AudienceSign { Host = "h", Connection = connection, Name = name, DisplayName = name, Typing = typing }, Seconds(seconds));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
