using Microsoft.AspNetCore.Http;
using Xunit;

namespace SocialCrm.Cli.Tests.Keys;

/// <summary>Keys through a service that answers.</summary>
public sealed class ServiceKeysTests : IAsyncLifetime
{
    private readonly CommandLine cli = new();
    private StubService service = null!;

    public async Task InitializeAsync() => service = await StubService.StartAsync();
    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Created_key_is_asked_of_the_service()
    {
        service.Keys = (method, id, body) => (method, id, body.GetProperty("name").GetString(), body.GetProperty("scopes").GetRawText()) == ("POST", "", "till", """["ingest","read"]""")
            ? Results.Json(new { id = "key_a", name = "till", secret = "crm_s" }, statusCode: 201)
            : Results.BadRequest();

        Assert.Equal(0, await RunAsync("create", "--name", "till", "--scopes", "ingest,read"));
        Assert.Equal(["crm_s"], cli.Lines);
        Assert.Equal("Bearer admin", service.Key);
    }

    [Fact]
    public async Task List_shows_what_the_service_has()
    {
        service.Keys = (_, _, _) => Results.Json(new
        {
            items = new object[]
            {
                new { id = "key_b", name = "web", scopes = new[] { "read" }, createdAt = "2026-11-21T10:00:00Z", revokedAt = "2026-11-22T09:30:00Z" },
                new { id = "key_a", name = "till", scopes = new[] { "act", "read" }, createdAt = "2026-11-20T10:00:00Z", revokedAt = (string?)null },
            },
        });

        Assert.Equal(0, await RunAsync("list"));
        Assert.Equal(["key_a  2026-11-20 10:00  active  act,read  till", "key_b  2026-11-21 10:00  revoked 2026-11-22 09:30  read  web"], cli.Lines);
    }

    [Fact]
    public async Task Revoked_key_is_deleted_and_an_unknown_one_is_told()
    {
        service.Keys = (method, id, _) => method == "DELETE" && id == "key_a" ? Results.NoContent() : Results.NotFound();

        Assert.Equal(0, await RunAsync("revoke", "key_a"));
        Assert.Equal(1, await RunAsync("revoke", "key_b"));
        Assert.Contains("There is no active key key_b.", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "The service wants a key")]
    [InlineData(403, "lacks the scope configure")]
    public async Task Missing_right_is_told(int status, string said)
    {
        service.Keys = (_, _, _) => Results.StatusCode(status);

        Assert.Equal(2, await RunAsync("list"));
        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_where_nothing_answers_is_told_and_no_store_is_opened_instead()
    {
        await service.DisposeAsync();

        Assert.Equal(2, await RunAsync("list"));
        Assert.Contains("Nothing answers at " + service.Url, cli.Error, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] args) => cli.RunAsync(["key", .. args, "--url", service.Url, "--key", "admin"]);
}
