using SocialCrm.Access;
using SocialCrm.Api.Access.Sessions;
using Xunit;

namespace SocialCrm.Api.Tests.Access;

public sealed class SessionTokensTests
{
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class OneSecret(byte fill) : IAccessStore
    {
        public Task<byte[]> SecretAsync(CancellationToken cancellation) => Task.FromResult(Enumerable.Repeat(fill, 32).ToArray());
        public Task AddKeyAsync(ApiKey key, CancellationToken cancellation) => throw new NotSupportedException();
        public Task<ApiKey?> FindKeyAsync(Guid secretHash, CancellationToken cancellation) => throw new NotSupportedException();
        public Task<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellation) => throw new NotSupportedException();
        public Task<bool> RevokeKeyAsync(string id, DateTimeOffset at, CancellationToken cancellation) => throw new NotSupportedException();
        public Task<bool> AddPersonAsync(Person person, CancellationToken cancellation) => throw new NotSupportedException();
        public Task<Person?> FindPersonAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();
        public Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellation) => throw new NotSupportedException();
        public Task<IReadOnlyList<(string Name, string Role)>> RolesAsync(CancellationToken cancellation) => throw new NotSupportedException();
        public Task<bool> UpdatePersonAsync(Person person, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private readonly Clock _clock = new();
    private readonly Guid _stamp = Guid.NewGuid();
    private readonly Guid _id = Guid.NewGuid();

    [Fact]
    public async Task Read_gives_back_what_was_issued_until_it_expires()
    {
        var tokens = new SessionTokens(new OneSecret(1), _clock);
        var token = await tokens.IssueAsync("liisa", _stamp, _id, CancellationToken.None);
        Assert.Equal(new Session(_id, "liisa", _stamp, _clock.Now + SessionTokens.Life), await tokens.ReadAsync(token, CancellationToken.None));
        _clock.Now += SessionTokens.Life;
        Assert.Null(await tokens.ReadAsync(token, CancellationToken.None));
    }

    [Fact]
    public async Task Read_takes_tokens_of_the_same_store_only()
    {
        var token = await new SessionTokens(new OneSecret(1), _clock).IssueAsync("liisa", _stamp, _id, CancellationToken.None);
        Assert.NotNull(await new SessionTokens(new OneSecret(1), _clock).ReadAsync(token, CancellationToken.None));
        Assert.Null(await new SessionTokens(new OneSecret(2), _clock).ReadAsync(token, CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("not base64url!")]
    public async Task Read_of_anything_else_is_nothing(string token) =>
        Assert.Null(await new SessionTokens(new OneSecret(1), _clock).ReadAsync(token, CancellationToken.None));

    [Fact]
    public async Task Csrf_token_belongs_to_one_session()
    {
        var tokens = new SessionTokens(new OneSecret(1), _clock);
        var session = new Session(_id, "liisa", _stamp, _clock.Now);
        var csrf = await tokens.CsrfTokenAsync(session, CancellationToken.None);
        Assert.True(await tokens.IsCsrfTokenAsync(session, csrf, CancellationToken.None));
        Assert.False(await tokens.IsCsrfTokenAsync(session with { Id = Guid.NewGuid() }, csrf, CancellationToken.None));
        Assert.False(await tokens.IsCsrfTokenAsync(session, null, CancellationToken.None));
    }
}
