using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Outbox;

internal sealed class SecretStore(ISql sql) : ISecretStore
{
    public Task PutAsync(string name, byte[] value, string by, DateTimeOffset now, CancellationToken cancellation) => sql.ExecuteAsync(
        """
        insert into secrets (name, value, set_at, set_by) values ($1, $2, $3, $4)
        on conflict (name) do update set value = excluded.value, set_at = excluded.set_at, set_by = excluded.set_by
        """, [name, value, Millis.Of(now), by], cancellation);

    public async Task<byte[]?> FindAsync(string name, CancellationToken cancellation) =>
        (await sql.QueryAsync("select value from secrets where name = $1", static row => row.Bytes(0), [name], cancellation)).FirstOrDefault();

    public async Task<IReadOnlyList<SecretName>> NamesAsync(CancellationToken cancellation) => await sql.QueryAsync(
        "select name, set_at, set_by from secrets order by name", static row => new SecretName(row.Text(0), row.Time(1), row.Text(2)), [], cancellation);

    public async Task<bool> RemoveAsync(string name, CancellationToken cancellation) =>
        await sql.ExecuteAsync("delete from secrets where name = $1", [name], cancellation) > 0;
}
