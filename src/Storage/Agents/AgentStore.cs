using SocialCrm.Journal.Reading;

namespace SocialCrm.Agents;

internal sealed class AgentStore(ISql sql) : IAgentStore
{
    public async Task<AgentRecord?> ReadAsync(string name, string key, CancellationToken cancellation) => (await sql.QueryAsync(
        "select version, state from grain_states where name = $1 and key = $2",
        static row => new AgentRecord(row.Number(0), row.TextOrNull(1)), [name, key], cancellation)).FirstOrDefault();

    public async Task<long?> WriteAsync(string name, string key, long? version, string? state, CancellationToken cancellation)
    {
        if (version is not { } seen)
        {
            return await sql.ExecuteAsync("insert into grain_states (name, key, version, state) values ($1, $2, 1, $3) on conflict do nothing", [name, key, state], cancellation) > 0
                ? 1
                : null;
        }

        return await sql.ExecuteAsync(
            "update grain_states set state = $3, version = version + 1 where name = $1 and key = $2 and version = $4", [name, key, state, seen], cancellation) > 0
            ? seen + 1
            : null;
    }
}
