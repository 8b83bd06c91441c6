using Npgsql;
using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

internal static class ChannelStatement
{
    private const string Sql =
        $"""
        insert into customer_channels as c (customer, channel, inbound, outbound, internal, last_inbound_at)
        select * from unnest($1, $2, $3, $4, $5, $6)
        on conflict (customer, channel) do update set
          inbound = c.inbound + excluded.inbound, outbound = c.outbound + excluded.outbound, internal = c.internal + excluded.internal,
          last_inbound_at = greatest(c.last_inbound_at, excluded.last_inbound_at)
        returning {Rows.ChannelColumns}
        """;

    public static NpgsqlBatchCommand Of(ChannelDelta[] channels) => new(Sql)
    {
        Parameters =
        {
            Arrays.Ids(Array.ConvertAll(channels, static c => c.Customer)),
            Arrays.Texts(Array.ConvertAll(channels, static c => (string?)c.Channel)),
            Arrays.Numbers(Array.ConvertAll(channels, static c => c.Inbound)),
            Arrays.Numbers(Array.ConvertAll(channels, static c => c.Outbound)),
            Arrays.Numbers(Array.ConvertAll(channels, static c => c.Internal)),
            Arrays.Numbers(Array.ConvertAll(channels, static c => c.LastInboundAt)),
        },
    };
}
