using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Rebuild;

/// <summary>What stands in the derived tables against what must stand there.</summary>
internal sealed class Comparison(IRebuildSession session)
{
    private const int MaxLookups = 500;

    private readonly Dictionary<DerivedTable, Tally> tallies = DerivedTable.All.ToDictionary(static t => t, static _ => new Tally());
    private readonly List<RebuildDifference> examples = [];

    public async Task AddAsync(DerivedRows derived)
    {
        foreach (var table in DerivedTable.All)
        {
            foreach (var group in derived.Of(table).GroupBy(row => row[table.Lookup]!).Chunk(MaxLookups)) await AddAsync(table, group);
        }
    }

    public async Task<RebuildReport> ReportAsync(long journalRows)
    {
        List<RebuiltTable> tables = [];
        foreach (var (table, tally) in tallies)
        {
            var stored = (await session.QueryAsync($"select count(*) from {table.Name}", static row => row.Number(0), []))[0];
            // Those of customers that the journal knows were seen; the others show in the count alone.
            tables.Add(new(table.Name, tally.Expected, tally.Missing, tally.Surplus + (stored - tally.Stored), tally.Different));
        }

        return new(journalRows, tables, examples);
    }

    private async Task AddAsync(DerivedTable table, IGrouping<object, object?[]>[] expected)
    {
        var places = string.Join(", ", Enumerable.Range(1, expected.Length).Select(static n => $"${n}"));
        var stored = (await session.QueryAsync(
            $"select {table.ColumnList} from {table.Name} where {table.Columns[table.Lookup].Name} in ({places})", table.Read,
            [.. expected.Select(static g => g.Key is Guid id ? (SqlValue)id : (SqlValue)(string)g.Key)])).ToDictionary(table.KeyOf, StringComparer.Ordinal);
        var tally = tallies[table];
        tally.Stored += stored.Count;
        foreach (var row in expected.SelectMany(static g => g))
        {
            tally.Expected++;
            var key = table.KeyOf(row);
            if (!stored.Remove(key, out var found))
            {
                tally.Missing++;
                Tell(table, "missing", key, []);
            }
            else if (table.Differing(row, found) is { Count: > 0 } columns)
            {
                tally.Different++;
                Tell(table, "different", key, columns);
            }
        }

        tally.Surplus += stored.Count;
        foreach (var key in stored.Keys) Tell(table, "surplus", key, []);
    }

    /// <summary>A key with a handle in it is told by its table alone.</summary>
    private void Tell(DerivedTable table, string kind, string key, IReadOnlyList<string> columns)
    {
        if (examples.Count < RebuildReport.MaxExamples) examples.Add(new(table.Name, kind, table == DerivedTable.Contradictions ? "" : key, columns));
    }

    private sealed class Tally
    {
        public long Expected { get; set; }
        public long Stored { get; set; }
        public long Missing { get; set; }
        public long Surplus { get; set; }
        public long Different { get; set; }
    }
}
