using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Cluster;

internal sealed class ProcessStore(ISql sql) : IProcessStore
{
    /// <summary>A process that crashed leaves its row; the others remove it then.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    public async Task<bool> BeatAsync(string id, string figures, DateTimeOffset now, CancellationToken cancellation)
    {
        await sql.ExecuteAsync(
            "insert into processes (id, seen_at, figures, drain) values ($1, $2, $3, 0) on conflict (id) do update set seen_at = excluded.seen_at, figures = excluded.figures",
            [id, Millis.Of(now), figures], cancellation);
        await sql.ExecuteAsync("delete from processes where seen_at < $1", [Millis.Of(now - KeptFor)], cancellation);
        return (await sql.QueryAsync("select 1 from processes where id = $1 and drain = 1", static _ => true, [id], cancellation)).Count > 0;
    }

    public async Task<IReadOnlyList<string>> SinceAsync(DateTimeOffset since, CancellationToken cancellation) =>
        await sql.QueryAsync("select figures from processes where seen_at >= $1 order by id", static row => row.Text(0), [Millis.Of(since)], cancellation);

    public async Task<bool> AskToDrainAsync(string id, DateTimeOffset since, CancellationToken cancellation) =>
        await sql.ExecuteAsync("update processes set drain = 1 where id = $1 and seen_at >= $2", [id, Millis.Of(since)], cancellation) > 0;

    public Task LeaveAsync(string id, CancellationToken cancellation) => sql.ExecuteAsync("delete from processes where id = $1", [id], cancellation);
}
