using Xunit;

// The counters of the process are what some tests wait for.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
