using Npgsql;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>New identities, and a look at those that were there: the insert waits for others that insert the same key, so the look sees who was first.</summary>
internal static class IdentityStatements
{
    private const string Insert =
        """
        insert into identities (channel, scope, handle, customer, written, name, linked_at, evidence)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (channel, scope, handle) do nothing returning channel, scope, handle
        """;

    private const string Taken =
        """
        select 1 from unnest($1, $2, $3, $4) as k(channel, scope, handle, customer)
        join identities i on i.channel = k.channel and i.scope = k.scope and i.handle = k.handle
        where i.customer <> k.customer limit 1
        """;

    private const string Contradict =
        """
        insert into contradictions (channel, scope, handle, points_to, evidence_kind, evidence_value, at, evidence)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
        """;

    public static NpgsqlBatchCommand[] Of(LinkRow[] links)
    {
        var insert = Keyed(Insert, links);
        insert.Parameters.Add(Arrays.Texts(Array.ConvertAll(links, static l => (string?)l.Link.Identity.Handle)));
        insert.Parameters.Add(Arrays.Texts(Array.ConvertAll(links, static l => l.Link.Identity.Name)));
        insert.Parameters.Add(Arrays.Numbers(Array.ConvertAll(links, static l => Millis.Of(l.Link.Identity.LinkedAt))));
        insert.Parameters.Add(Arrays.Texts(Array.ConvertAll(links, static l => (string?)StorageJson.Write(l.Link.Identity.Evidence))));
        return [insert, Keyed(Taken, links)];
    }

    public static NpgsqlBatchCommand Of(Contradiction[] contradictions) => new(Contradict)
    {
        Parameters =
        {
            Arrays.Texts(Array.ConvertAll(contradictions, static c => (string?)c.Key.Channel)),
            Arrays.Texts(Array.ConvertAll(contradictions, static c => (string?)c.Key.Scope)),
            Arrays.Texts(Array.ConvertAll(contradictions, static c => (string?)c.Key.Handle)),
            Arrays.Ids(Array.ConvertAll(contradictions, static c => c.PointsTo.Value)),
            Arrays.Texts(Array.ConvertAll(contradictions, static c => (string?)c.Evidence.Kind)),
            Arrays.Texts(Array.ConvertAll(contradictions, static c => (string?)(c.Evidence.Value ?? ""))),
            Arrays.Numbers(Array.ConvertAll(contradictions, static c => Millis.Of(c.At))),
            Arrays.Texts(Array.ConvertAll(contradictions, static c => (string?)StorageJson.Write(c.Evidence))),
        },
    };

    private static NpgsqlBatchCommand Keyed(string sql, LinkRow[] links) => new(sql)
    {
        Parameters =
        {
            Arrays.Texts(Array.ConvertAll(links, static l => (string?)l.Link.Key.Channel)),
            Arrays.Texts(Array.ConvertAll(links, static l => (string?)l.Link.Key.Scope)),
            Arrays.Texts(Array.ConvertAll(links, static l => (string?)l.Link.Key.Handle)),
            Arrays.Ids(Array.ConvertAll(links, static l => l.Customer)),
        },
    };
}
