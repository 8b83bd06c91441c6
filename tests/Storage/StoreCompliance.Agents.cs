using Xunit;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Agents_record_is_written_over_only_by_whoever_saw_its_newest_version()
    {
        Assert.Null(await Store.Agents.ReadAsync("views", "@ada", default));
        Assert.Equal(1, await Store.Agents.WriteAsync("views", "@ada", null, """{"of":"Ääni"}""", default));
        Assert.Null(await Store.Agents.WriteAsync("views", "@ada", null, "{}", default));
        Assert.Equal(2, await Store.Agents.WriteAsync("views", "@ada", 1, """{"of":"second"}""", default));
        Assert.Null(await Store.Agents.WriteAsync("views", "@ada", 1, "{}", default));
        Assert.Null(await Store.Agents.WriteAsync("views", "@other", 1, "{}", default));

        Assert.Equal(new(2, """{"of":"second"}"""), await Store.Agents.ReadAsync("views", "@ada", default));
        Assert.Null(await Store.Agents.ReadAsync("notifications", "@ada", default));
        Assert.Equal(3, await Store.Agents.WriteAsync("views", "@ada", 2, null, default));
        Assert.Null(await Store.Agents.WriteAsync("views", "@ada", null, "{}", default));
        Assert.Equal(new(3, null), await (await ReopenAsync()).Agents.ReadAsync("views", "@ada", default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    public async Task Agents_record_written_by_many_at_once_is_written_by_one(long? seen)
    {
        if (seen is not null) await Store.Agents.WriteAsync("views", "@ada", null, "{}", default);
        var written = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Store.Agents.WriteAsync("views", "@ada", seen, $$"""{"of":{{i}}}""", default)));

        var winner = Assert.Single(Enumerable.Range(0, 16), i => written[i] is not null);
        Assert.Equal(new((seen ?? 0) + 1, $$"""{"of":{{winner}}}"""), await Store.Agents.ReadAsync("views", "@ada", default));
    }
}
