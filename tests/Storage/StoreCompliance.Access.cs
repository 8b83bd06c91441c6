using SocialCrm.Access;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Keys_are_found_by_their_secrets_hash_until_they_are_revoked()
    {
        var hash = new Guid("0badcafe-0000-4000-8000-00000000feed");
        var key = new ApiKey("key_abcdefghijkl", "Verkkokauppa", hash, ["act", "ingest"], At(0), null);
        await Store.Access.AddKeyAsync(key, default);

        Assert.Equal(Json(key), Json(await Store.Access.FindKeyAsync(hash, default)));
        Assert.Null(await Store.Access.FindKeyAsync(Guid.Empty, default));
        Assert.True(await Store.Access.RevokeKeyAsync(key.Id, At(1), default));
        Assert.False(await Store.Access.RevokeKeyAsync(key.Id, At(2), default));
        Assert.False(await Store.Access.RevokeKeyAsync("key_none", At(2), default));
        Assert.Null(await Store.Access.FindKeyAsync(hash, default));
        Assert.Equal(At(1), Assert.Single(await Store.Access.KeysAsync(default)).RevokedAt);
    }

    [Fact]
    public async Task People_are_unique_by_name_and_replaced_whole()
    {
        var person = new Person("liisa", "Liisa Äyräs", "hash", "agent", new Guid("00000001-0000-4000-8000-000000000000"), At(0), false);

        Assert.True(await Store.Access.AddPersonAsync(person, default));
        Assert.False(await Store.Access.AddPersonAsync(person with { DisplayName = "Other" }, default));
        Assert.Equal(person, await Store.Access.FindPersonAsync("liisa", default));
        Assert.Null(await Store.Access.FindPersonAsync("nobody", default));
        var changed = person with { Role = "supervisor", Disabled = true, Stamp = new Guid("00000002-0000-4000-8000-000000000000") };
        Assert.True(await Store.Access.UpdatePersonAsync(changed, default));
        Assert.False(await Store.Access.UpdatePersonAsync(changed with { Name = "nobody" }, default));
        Assert.Equal([changed], await Store.Access.PeopleAsync(default));
    }
}
