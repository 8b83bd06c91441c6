using System.Text.RegularExpressions;
using Xunit;

namespace SocialCrm.Deploy.Image;

public sealed partial class DockerfileTests
{
    private static readonly Dockerfile File = Dockerfile.Read();

    [Fact]
    public void Every_source_of_a_copy_is_there_and_not_ignored()
    {
        var sources = File.Instructions.Where(static i => i.Name == "COPY" && !i.IsFromStage).SelectMany(static i => i.Words.SkipLast(1)).ToList();
        Assert.True(sources.Count >= 7, string.Join(' ', sources));
        var kept = Repository.TextOf(".dockerignore").Split('\n').Where(static l => l.StartsWith('!')).Select(static l => l[1..]).ToList();
        foreach (var source in sources)
        {
            Assert.True(Path.Exists(Repository.PathOf(source)), source);
            Assert.Contains(kept, k => source.TrimEnd('/') == k || source.StartsWith(k + "/", StringComparison.Ordinal) || Regex.IsMatch(source, "^" + Regex.Escape(k).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        }
    }

    [Fact]
    public void Ignored_is_everything_that_is_not_named() => Assert.Contains("*", Repository.TextOf(".dockerignore").Split('\n'));

    [Fact]
    public void Every_stage_begins_with_a_tag_and_the_same_version_of_dotnet()
    {
        var images = File.Instructions.Where(static i => i.Name == "FROM").Select(static i => i.Words[0]).ToList();
        var major = Regex.Match(Repository.TextOf("Directory.Build.props"), @"(?<=net)\d+\.\d+(?=<)", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.All(images, i => Assert.EndsWith(":" + major, i, StringComparison.Ordinal));
    }

    [Fact]
    public void Image_runs_as_somebody_without_rights_and_signals_reach_the_process()
    {
        var image = File.Stages.Last();
        Assert.Equal("${APP_UID}", image.Last(static i => i.Name == "USER").Text);
        Assert.Equal(["dotnet"], image.Single(static i => i.Name == "ENTRYPOINT").Exec);
        Assert.Equal(["SocialCrm.Api.dll"], image.Single(static i => i.Name == "CMD").Exec);
        Assert.Equal("/data", image.Single(static i => i.Name == "VOLUME").Text);
        // In the order of the stage: what root has to do comes before.
        Assert.True(image.Select(static i => i.Name).ToList().LastIndexOf("RUN") < image.Select(static i => i.Name).ToList().LastIndexOf("USER"));
    }

    [Fact]
    public void Nothing_secret_is_in_an_instruction()
    {
        Assert.DoesNotContain(File.Instructions, static i => i.Name is "ARG" or "ENV" && SecretPattern().IsMatch(i.Text));
        Assert.DoesNotContain(File.Instructions, static i => i.Name == "ADD");
    }

    [GeneratedRegex("KEY|PASSWORD|SECRET|TOKEN", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecretPattern();
}
