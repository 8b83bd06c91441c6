using System.Globalization;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Journal.Reading;

/// <summary>
/// The statement that finds customers by the beginning of a name or of a handle. Both columns compare by code point, so a beginning is a range of
/// their index; what was typed is looked for in the few forms in which names and handles are written, instead of folding every row's.
/// </summary>
internal sealed class CustomerSearch
{
    /// <summary>After every text that begins with what stands before it.</summary>
    private const string Last = "\U0010FFFF";

    private readonly List<SqlValue> values = [];

    public CustomerSearch(string beginning, int limit)
    {
        var typed = beginning.Trim();
        IsEmpty = typed.Length == 0;
        if (IsEmpty) return;

        var bound = Parameter(limit);
        string[] names = [typed, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(typed.ToLowerInvariant()), typed.ToLowerInvariant(), typed.ToUpperInvariant()];
        var handle = typed.TrimStart('@').ToLowerInvariant();
        var digits = string.Concat(handle.Where(static c => !char.IsWhiteSpace(c) && c is not ('-' or '(' or ')')));
        string[] handles = [typed, handle, digits];
        // Each beginning is walked on its own, at most so many rows of it.
        var parts = names.Distinct(StringComparer.Ordinal).Select(n => Part($"id, null as channel, null as written from customers where {Within("name", n)}", "name", bound))
            .Concat(handles.Where(static h => h.Length > 0).Distinct(StringComparer.Ordinal)
                .Select(h => Part($"customer as id, channel, written from identities where {Within("handle", h)}", "handle", bound)));
        Sql = $"""
            select u.id, u.name, u.stage, u.last_seen_at, f.channel, f.written,
              (select i.channel from identities i where i.customer = u.id order by i.linked_at limit 1),
              (select i.written from identities i where i.customer = u.id order by i.linked_at limit 1)
            from (select id, max(channel) as channel, max(written) as written from ({string.Join(" union all ", parts)}) as found group by id) as f
            join customers u on u.id = f.id
            order by u.name, u.id limit {bound}
            """;
    }

    public bool IsEmpty { get; }

    public string Sql { get; } = "";

    public SqlValue[] Values => [.. values];

    public static FoundCustomer Read(IRow row) => new()
    {
        Id = CustomerId.From(row.Id(0)),
        Name = row.TextOrNull(1),
        Stage = (Stage)row.Number(2),
        LastSeenAt = row.TimeOrNull(3),
        Channel = row.TextOrNull(4) ?? row.TextOrNull(6),
        Handle = row.TextOrNull(5) ?? row.TextOrNull(7),
    };

    private static string Part(string what, string order, string bound) => $"select * from (select {what} order by {order} limit {bound}) as part_{order}";

    private string Within(string column, string beginning) => $"{column} >= {Parameter(beginning)} and {column} < {Parameter(beginning + Last)}";

    private string Parameter(SqlValue value)
    {
        values.Add(value);
        return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
    }
}
