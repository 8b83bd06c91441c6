using SocialCrm.Journal;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Rebuild;

/// <summary>
/// A table whose every row follows from the journal. Not among them: identities, which stay when the part of a row that linked them is erased, and the
/// small tables of keys, people and settings.
/// </summary>
/// <param name="Keys">How many of the first columns make the primary key.</param>
/// <param name="Lookup">The column by which a check asks for the rows of a customer, a conversation or a message.</param>
internal sealed record DerivedTable(string Name, int Keys, int Lookup, params (string Name, DerivedType Type)[] Columns)
{
    public static readonly DerivedTable Customers = new("customers", 1, 0,
        ("id", DerivedType.Id), ("version", DerivedType.Number), ("name", DerivedType.Text), ("name_at", DerivedType.Number), ("stage", DerivedType.Small),
        ("tags", DerivedType.Text), ("first_seen_at", DerivedType.Number), ("last_seen_at", DerivedType.Number), ("standing", DerivedType.Small),
        ("standing_until", DerivedType.Number), ("standing_at", DerivedType.Number));

    public static readonly DerivedTable Channels = new("customer_channels", 2, 0,
        ("customer", DerivedType.Id), ("channel", DerivedType.Text), ("inbound", DerivedType.Number), ("outbound", DerivedType.Number),
        ("internal", DerivedType.Number), ("last_inbound_at", DerivedType.Number));

    public static readonly DerivedTable Conversations = new("conversations", 1, 0,
        ("id", DerivedType.Id), ("customer", DerivedType.Id), ("channel", DerivedType.Text), ("account", DerivedType.Text), ("thread", DerivedType.Text),
        ("ordinal", DerivedType.Integer), ("version", DerivedType.Number), ("status", DerivedType.Small), ("priority", DerivedType.Small),
        ("queue", DerivedType.Text), ("assignee", DerivedType.Text), ("waiting_since", DerivedType.Number), ("next_due_at", DerivedType.Number),
        ("last_at", DerivedType.Number), ("opened_at", DerivedType.Number), ("state", DerivedType.Text), ("held", DerivedType.Small), ("breached", DerivedType.Small),
        ("silenced", DerivedType.Small));

    public static readonly DerivedTable Contradictions = new("contradictions", 6, 2,
        ("channel", DerivedType.Text), ("scope", DerivedType.Text), ("handle", DerivedType.Text), ("points_to", DerivedType.Id),
        ("evidence_kind", DerivedType.Text), ("evidence_value", DerivedType.Text), ("at", DerivedType.Number), ("evidence", DerivedType.Text));

    public static readonly DerivedTable WaitingAnswers = new("waiting_answers", 1, 0,
        ("source", DerivedType.Id), ("awaits", DerivedType.Id), ("awaits_link", DerivedType.Id), ("channel", DerivedType.Text), ("occurred_at", DerivedType.Number));

    public static readonly DerivedTable Commitments = new("commitments", 2, 0,
        ("conversation", DerivedType.Id), ("number", DerivedType.Integer), ("customer", DerivedType.Id), ("owner", DerivedType.Text), ("due_at", DerivedType.Number),
        ("state", DerivedType.Small), ("text", DerivedType.Text), ("made_by", DerivedType.Text), ("made_at", DerivedType.Number), ("late_at", DerivedType.Number),
        ("ended_at", DerivedType.Number));

    public static readonly IReadOnlyList<DerivedTable> All = [Customers, Channels, Conversations, Commitments, Contradictions, WaitingAnswers];

    /// <summary>Tables that followers of the journal keep, and how far these have come: emptied, they are made again while the service runs.</summary>
    public static readonly IReadOnlyList<string> Followed = ["responses", "resolutions", "tails"];

    public string ColumnList { get; } = string.Join(", ", Columns.Select(static c => c.Name));

    public object?[] Read(IRow row)
    {
        var values = new object?[Columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (row.IsNull(i)) continue;
            values[i] = Columns[i].Type switch
            {
                DerivedType.Id => row.Id(i),
                DerivedType.Text => row.Text(i),
                _ => row.Number(i),
            };
        }

        return values;
    }

    public string KeyOf(object?[] row) => string.Join('/', row.Take(Keys));

    /// <summary>The names of the columns in which two rows differ. A state that was written by another version of the program is compared by its content.</summary>
    public IReadOnlyList<string> Differing(object?[] one, object?[] other)
    {
        List<string> names = [];
        for (var i = 0; i < Columns.Length; i++)
        {
            if (!Equals(one[i], other[i]) && !(Columns[i].Name == "state" && IsSameState(one[i], other[i]))) names.Add(Columns[i].Name);
        }

        return names;
    }

    private static bool IsSameState(object? one, object? other) => one is string a && other is string b && EventJson.Write(EventJson.ReadState(a)) == EventJson.Write(EventJson.ReadState(b));
}

/// <summary>What a column holds: a <see cref="Guid"/>, a <see cref="long"/> (of three sizes in PostgreSQL) or a <see cref="string"/>.</summary>
internal enum DerivedType
{
    Id,
    Number,
    Integer,
    Small,
    Text,
}
