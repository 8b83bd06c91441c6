using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Access;

/// <summary>The small tables, on either database.</summary>
internal sealed class AccessStore(ISql sql) : IAccessStore
{
    private const string KeyColumns = "id, name, secret_hash, scopes, created_at, revoked_at";
    private const string PersonColumns = "name, display_name, password_hash, role, stamp, created_at, disabled";

    public async Task<byte[]> SecretAsync(CancellationToken cancellation) =>
        (await sql.QueryAsync("select value from settings where name = 'secret'", static row => row.Bytes(0), [], cancellation))[0];

    public Task AddKeyAsync(ApiKey key, CancellationToken cancellation) => sql.ExecuteAsync(
        $"insert into api_keys ({KeyColumns}) values ($1, $2, $3, $4, $5, $6)",
        [key.Id, key.Name, key.SecretHash, StorageJson.Write(key.Scopes), Millis.Of(key.CreatedAt), Millis.Of(key.RevokedAt)], cancellation);

    public async Task<ApiKey?> FindKeyAsync(Guid secretHash, CancellationToken cancellation) => (await sql.QueryAsync(
        $"select {KeyColumns} from api_keys where secret_hash = $1 and revoked_at is null", Key, [secretHash], cancellation)).FirstOrDefault();

    public async Task<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellation) =>
        await sql.QueryAsync($"select {KeyColumns} from api_keys order by created_at, id", Key, [], cancellation);

    public async Task<bool> RevokeKeyAsync(string id, DateTimeOffset at, CancellationToken cancellation) =>
        await sql.ExecuteAsync("update api_keys set revoked_at = $2 where id = $1 and revoked_at is null", [id, Millis.Of(at)], cancellation) > 0;

    public async Task<bool> AddPersonAsync(Person person, CancellationToken cancellation) => await sql.ExecuteAsync(
        $"insert into people ({PersonColumns}) values ($1, $2, $3, $4, $5, $6, $7) on conflict (name) do nothing", Values(person), cancellation) > 0;

    public async Task<Person?> FindPersonAsync(string name, CancellationToken cancellation) =>
        (await sql.QueryAsync($"select {PersonColumns} from people where name = $1", PersonOf, [name], cancellation)).FirstOrDefault();

    public async Task<IReadOnlyList<(string Name, string Role)>> RolesAsync(CancellationToken cancellation) => await sql.QueryAsync(
        "select name, role from people where disabled = 0 order by name", static row => (row.Text(0), row.Text(1)), [], cancellation);

    public async Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellation) =>
        await sql.QueryAsync($"select {PersonColumns} from people order by name", PersonOf, [], cancellation);

    public async Task<bool> UpdatePersonAsync(Person person, CancellationToken cancellation) => await sql.ExecuteAsync(
        "update people set display_name = $2, password_hash = $3, role = $4, stamp = $5, created_at = $6, disabled = $7 where name = $1",
        Values(person), cancellation) > 0;

    private static SqlValue[] Values(Person person) =>
        [person.Name, person.DisplayName, person.PasswordHash, person.Role, person.Stamp, Millis.Of(person.CreatedAt), person.Disabled ? 1L : 0L];

    private static ApiKey Key(IRow row) =>
        new(row.Text(0), row.Text(1), row.Id(2), StorageJson.ReadList(row.Text(3)), row.Time(4), row.TimeOrNull(5));

    private static Person PersonOf(IRow row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Id(4), row.Time(5), row.Number(6) != 0);
}
