using System.Globalization;
using SocialCrm.Conversations;

namespace SocialCrm.Journal.Reading;

/// <summary>
/// The statement of a list of conversations. Each sort walks its own index from the cursor on; the filters are checked on the way.
/// </summary>
internal sealed class ConversationList
{
    /// <summary>Of each sort: its cursor's letter, the two numbers it sorts by (a constant where one is enough), and what belongs in it.</summary>
    private static readonly Dictionary<ConversationSort, (char Cursor, string A, string B, string Only, bool Descending)> Sorts = new()
    {
        [ConversationSort.Waiting] = ('w', "waiting_since", "0", "waiting_since is not null", false),
        [ConversationSort.Due] = ('d', "next_due_at", "0", "next_due_at is not null", false),
        [ConversationSort.Recent] = ('h', "last_hour", "last_at", "1 = 1", true),
        [ConversationSort.Priority] = ('p', "(-priority)", "coalesce(waiting_since, 9223372036854775807)", "1 = 1", false),
    };

    private readonly List<SqlValue> values = [];
    private readonly char list;

    public ConversationList(ConversationFilter filter)
    {
        var sort = Sorts[filter.Sort];
        list = sort.Cursor;
        List<string> where = [sort.Only, filter.Silenced ? "silenced = 1" : "silenced = 0"];
        if (filter.Status is { } status) where.Add($"status = {Parameter((long)status)}");
        if (filter.Queue is { } queue) where.Add($"queue = {Parameter(queue)}");
        if (filter.Assignee == "none") where.Add("assignee is null");
        else if (filter.Assignee is { } assignee) where.Add($"assignee = {Parameter(assignee)}");
        if (filter.Channel is { } channel) where.Add($"channel = {Parameter(channel)}");
        if (filter.Breached is { } breached) where.Add($"breached = {(breached ? 1 : 0)}");
        string[] keys = sort.B == "0" ? [sort.A, "id"] : [sort.A, sort.B, "id"];
        if (Cursor.Parse(list, filter.Cursor) is { } from)
        {
            string[] bounds = sort.B == "0" ? [Parameter(from.A), Parameter(from.Id)] : [Parameter(from.A), Parameter(from.B), Parameter(from.Id)];
            where.Add($"({string.Join(", ", keys)}) {(sort.Descending ? '<' : '>')} ({string.Join(", ", bounds)})");
        }

        var direction = sort.Descending ? " desc" : "";
        Sql = $"select state, {sort.A}, {sort.B}, id from conversations where {string.Join(" and ", where)} "
            + $"order by {string.Join(", ", keys.Select(key => key + direction))} limit {Parameter(filter.Limit + 1)}";
    }

    public string Sql { get; }

    public SqlValue[] Values => [.. values];

    public (ConversationView View, Cursor Cursor) Read(IRow row) =>
        (EventJson.ReadState(row.Text(0)).ToView(), new Cursor(list, row.Number(1), row.Number(2), row.Id(3)));

    private string Parameter(SqlValue value)
    {
        values.Add(value);
        return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
    }
}
