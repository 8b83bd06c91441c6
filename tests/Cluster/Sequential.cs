using Xunit;

// Each test starts processes by the half dozen: several at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
