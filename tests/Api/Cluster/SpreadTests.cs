using SocialCrm.Figures;
using Xunit;

namespace SocialCrm.Api.Tests.Cluster;

public sealed class SpreadTests
{
    private static readonly double[] Bounds = [10, 20, 50];

    [Theory]
    [InlineData(0.5, 20)]
    [InlineData(0.25, 15)]
    [InlineData(0.99, 49.4)]
    [InlineData(0, 10)]
    public void Quantile_lies_within_its_bucket(double q, double expected) =>
        Assert.Equal(expected, new HistogramCounts([0, 50, 50, 0], 0).Quantile(q, Bounds)!.Value, 0.01);

    [Fact]
    public void Above_the_last_bound_only_the_bound_is_known() => Assert.Equal(50, new HistogramCounts([0, 0, 0, 9], 0).Quantile(0.5, Bounds));

    [Fact]
    public void Nothing_measured_has_no_quantile() => Assert.Null(new HistogramCounts([0, 0, 0, 0], 0).Quantile(0.5, Bounds));

    [Fact]
    public void Difference_is_what_came_between() =>
        Assert.Equal([1, 0, 4, 0], (new HistogramCounts([3, 2, 5, 0], 9) - new HistogramCounts([2, 2, 1, 0], 4)).Counts);
}
