using SocialCrm.Cli.Configuration;
using Xunit;

namespace SocialCrm.Cli.Tests.Configuration;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nc\n", "")]
    [InlineData("a\nb\r\nc", "a\nb\nc\n", "")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@| a|-b|+x| c")]
    [InlineData("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n6\n7\n", "@@ -4,3 +4,4 @@| 4| 5| 6|+7")]
    [InlineData("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\nc\n", "@@ -1,4 +1,3 @@|-a| 1| 2| 3|@@ -6,4 +5,4 @@| 5| 6| 7|-b|+c")]
    public void Of_tells_changed_lines_with_some_around_them(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDiff.Of(before, after, "x", "y").Skip(2)));

    [Fact]
    public void Of_large_texts_tells_the_changed_middle_as_a_whole()
    {
        var (before, after) = (Lines("a"), Lines("b"));
        var lines = LineDiff.Of("same\n" + before, "same\n" + after, "x", "y").ToList();
        Assert.Equal(["--- x", "+++ y", "@@ -1,3001 +1,3001 @@", " same", "-a0"], lines.Take(5));
        Assert.Equal(3 + 1 + 6_000, lines.Count);

        static string Lines(string word) => string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{word}{i}\n"));
    }
}
