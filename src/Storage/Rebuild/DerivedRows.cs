namespace SocialCrm.Storage.Rebuild;

/// <summary>Rows as the journal says they must be, by table: some whole customers, or some unlinked answers.</summary>
internal sealed class DerivedRows
{
    private readonly Dictionary<DerivedTable, List<object?[]>> tables = DerivedTable.All.ToDictionary(static t => t, static _ => new List<object?[]>());

    public IReadOnlyList<object?[]> Of(DerivedTable table) => tables[table];

    public int Count => tables.Values.Sum(static rows => rows.Count);

    public void Add(DerivedTable table, params object?[] row) => tables[table].Add(row);
}
