namespace SocialCrm.Live;

/// <summary>
/// This host's copy of something watched, one for all its watchers. Everything but <see cref="Current"/> is under its partition's gate.
/// </summary>
internal abstract class WatchedState<T>(WatchPartition partition) where T : class
{
    private readonly List<StateWatch<T>> _watches = [];
    private volatile Snapshot<T>? _current;

    /// <summary>The newest state that is known; null before the first read. Any thread may look.</summary>
    public Snapshot<T>? Current
    {
        get => _current;
        protected set => _current = value;
    }

    /// <summary>Its partition may have lost changes: it is never brought up to date again.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Watch calls that are under way and will need it.</summary>
    public int Interest { get; set; }

    /// <summary>The first read, shared by those who came meanwhile.</summary>
    public Task? Loading { get; set; }

    public bool IsUnused => Interest == 0 && _watches.Count == 0;

    public WatchPartition Partition { get; } = partition;

    public void Add(StateWatch<T> watch) => _watches.Add(watch);

    /// <summary>Not under the gate: takes it.</summary>
    public void Remove(StateWatch<T> watch)
    {
        lock (Partition.Gate)
        {
            if (_watches.Remove(watch) && IsUnused) Drop();
        }
    }

    public void Lose()
    {
        IsLost = true;
        foreach (var watch in _watches) watch.Lose();
        _watches.Clear();
    }

    /// <summary>The partition forgets it, if it is still this one.</summary>
    public abstract void Drop();

    protected void TouchWatches()
    {
        foreach (var watch in _watches) watch.Touch();
    }
}
