using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Rebuild;

/// <summary>What a rebuild reads of a journal row.</summary>
/// <param name="Personal">Only of rows that can carry a name, a contradiction or a promise; null once it was erased.</param>
internal readonly record struct StoredRow(
    Guid Stream, long Version, Guid Customer, long CustomerVersion, EntryKind Kind, long OccurredAt, string? ExternalId, string Events, string? Personal)
{
    /// <summary>Texts of answers and notes, which nothing is derived from, stay in the database.</summary>
    public const string Columns = "stream, version, customer, customer_version, kind, occurred_at, external_id, events, "
        + "case when kind in (1, 5) or events like '%identity-contradicted%' or events like '%commitment.made%' then personal end";

    /// <summary>All rows that have a customer, a customer's together and in order.</summary>
    public const string Ordered = $"select {Columns} from journal where customer is not null order by customer, customer_version";

    /// <summary>The same by pages: those after a customer and version.</summary>
    public const string Page = $"""
        select {Columns} from journal where customer is not null and (customer, customer_version) > ($1, $2)
        order by customer, customer_version limit $3
        """;

    public static StoredRow Read(IRow row) => new(
        row.Id(0), row.Number(1), row.Id(2), row.Number(3), (EntryKind)row.Number(4), row.Number(5), row.TextOrNull(6), row.Text(7), row.TextOrNull(8));
}
