using System.Text.Json.Serialization.Metadata;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Live;

/// <summary>
/// A customer's copy: folds the changes in the order of their versions, whatever order they come in.
/// </summary>
internal sealed class WatchedCustomer(CustomerId id, WatchPartition partition, JsonTypeInfo<CustomerView> type) : WatchedState<CustomerView>(partition)
{
    /// <summary>Most changes that wait for the one before them. Beyond it they are let go, and a read that begins later covers them.</summary>
    public const int MaxHeld = 64;

    private readonly Dictionary<long, Change> _heldByFrom = [];
    private long _heardOf;

    public CustomerId Id { get; } = id;

    /// <summary>A newer version was heard of and can't be reached by folding what is here.</summary>
    public bool IsBehind => Current is { } current && current.Version < _heardOf;

    /// <summary>Whether a catch-up is under way.</summary>
    public bool IsCatchingUp { get; set; }

    /// <summary>Whether it will ever be able to fold again without reading: a view at its bounds doesn't list everything.</summary>
    public bool IsWhole => Current is not { } current || CustomerFold.IsWhole(current.View);

    public void Receive(Change change)
    {
        if (Current is { } current && change.CustomerVersion <= current.Version) return;
        _heardOf = Math.Max(_heardOf, change.CustomerVersion);
        if (_heldByFrom.Count >= MaxHeld) _heldByFrom.Clear();
        _heldByFrom[change.CustomerFrom] = change;
        Fold();
    }

    /// <summary>What a read answered. One that is older than what is known changes nothing.</summary>
    public void Read(CustomerView view)
    {
        _heardOf = Math.Max(_heardOf, view.Version);
        if (Current is null || view.Version > Current.Version)
        {
            Current = new Snapshot<CustomerView>(view, view.Version, from: -1, Snapshot<CustomerView>.Several, type);
            TouchWatches();
        }

        Fold();
    }

    public override void Drop()
    {
        if (Partition.Customers.GetValueOrDefault(Id) == this) Partition.Customers.Remove(Id);
    }

    private void Fold()
    {
        if (Current is not { } current) return;
        var newest = current;
        while (CustomerFold.IsWhole(newest.View) && _heldByFrom.Remove(newest.Version, out var change))
        {
            var view = CustomerFold.Apply(newest.View, change);
            newest = new Snapshot<CustomerView>(view, view.Version, change.CustomerFrom, change.Kind, type);
        }

        if (newest != current)
        {
            Current = newest;
            TouchWatches();
        }

        if (_heldByFrom.Count > 0) ForgetOlderThan(newest.Version);
    }

    private void ForgetOlderThan(long version)
    {
        foreach (var (from, change) in _heldByFrom)
        {
            if (change.CustomerVersion <= version) _heldByFrom.Remove(from);
        }
    }
}
