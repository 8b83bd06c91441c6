using System.Globalization;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Commitments;

internal sealed class CommitmentStore(ISql sql) : ICommitmentStore
{
    private const char DueCursor = 'c';
    private const char LatestCursor = 'l';

    public const string Columns = "conversation, number, customer, owner, due_at, state, text, made_by, made_at, late_at, ended_at";

    /// <summary>The words and the beginning of a promise stay as they were first written.</summary>
    public const string Update =
        "on conflict (conversation, number) do update set state = excluded.state, late_at = coalesce(excluded.late_at, commitments.late_at), ended_at = excluded.ended_at";

    public async Task<Page<CommitmentItem>> ListAsync(CommitmentFilter filter, CancellationToken cancellation)
    {
        Queries.Check(filter.Limit);
        List<SqlValue> values = [];
        List<string> where = ["1 = 1"];
        if (filter.Owner is { } owner) where.Add($"owner = {Parameter(owner)}");
        if (filter.State is { } state) where.Add($"state = {Parameter((long)state)}");
        if (filter.Conversation is { } conversation) where.Add($"conversation = {Parameter(conversation.Value)}");
        if (filter.Customer is { } customer) where.Add($"customer = {Parameter(customer.Value)}");
        var (list, beyond, order) = filter.LatestFirst ? (LatestCursor, "<", " desc") : (DueCursor, ">", "");
        if (Cursor.Parse(list, filter.Cursor) is { } from) where.Add($"(due_at, conversation, number) {beyond} ({Parameter(from.A)}, {Parameter(from.Id)}, {Parameter(from.B)})");
        var rows = await sql.QueryAsync(
            $"select {Columns} from commitments where {string.Join(" and ", where)} order by due_at{order}, conversation{order}, number{order} limit {Parameter(filter.Limit + 1L)}",
            row => (Item(row), new Cursor(list, row.Number(4), row.Number(1), row.Id(0))), [.. values], cancellation);
        return Queries.PageOf(rows, filter.Limit);

        string Parameter(SqlValue value)
        {
            values.Add(value);
            return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static CommitmentItem Item(IRow row) => new()
    {
        ConversationId = ConversationId.From(row.Id(0)),
        Number = (int)row.Number(1),
        CustomerId = CustomerId.From(row.Id(2)),
        Owner = row.Text(3),
        DueAt = row.Time(4),
        State = (CommitmentState)row.Number(5),
        Text = row.TextOrNull(6),
        MadeBy = row.Text(7),
        MadeAt = row.Time(8),
        LateAt = row.TimeOrNull(9),
        EndedAt = row.TimeOrNull(10),
    };
}
