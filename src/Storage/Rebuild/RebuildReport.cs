namespace SocialCrm.Storage.Rebuild;

/// <summary>How far it is.</summary>
/// <param name="Rows">Journal rows folded.</param>
/// <param name="Total">Journal rows at the start.</param>
public readonly record struct RebuildProgress(long Rows, long Total);

/// <summary>What was rebuilt or compared.</summary>
/// <param name="JournalRows">Rows that were read.</param>
/// <param name="Tables">By table.</param>
/// <param name="Examples">The first <see cref="MaxExamples"/> differences that a check found; empty after a rebuild.</param>
public sealed record RebuildReport(long JournalRows, IReadOnlyList<RebuiltTable> Tables, IReadOnlyList<RebuildDifference> Examples)
{
    public const int MaxExamples = 20;

    public long Differences => Tables.Sum(static t => t.Missing + t.Surplus + t.Different);
}

/// <param name="Rows">Rows that the journal asks for.</param>
/// <param name="Missing">Of them, those that weren't there.</param>
/// <param name="Surplus">Rows that nothing in the journal asks for.</param>
/// <param name="Different">Rows with a wrong value.</param>
public sealed record RebuiltTable(string Name, long Rows, long Missing, long Surplus, long Different);

/// <summary>One difference, without any value: values can be names.</summary>
/// <param name="Kind">missing, surplus or different.</param>
/// <param name="Columns">Where it differs.</param>
public sealed record RebuildDifference(string Table, string Kind, string Key, IReadOnlyList<string> Columns);

/// <summary>The journal itself lacks something or can't be read; nothing was changed. Restore a backup.</summary>
public sealed class JournalDamagedException(string what) : Exception("The journal is damaged: " + what);

/// <summary>Something else uses the store; nothing was changed. Stop it and repeat.</summary>
public sealed class StoreInUseException(string who, Exception? inner = null) : Exception("The store is in use by " + who + ".", inner);
