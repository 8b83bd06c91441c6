using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cluster;

/// <summary>Starts that can't go well say why, in the reader's language, and end with 2. On both engines; what they say depends on the engine.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("SocialCrm.Api.dll", "--silo", "cluster")]
    [InlineData("SocialCrm.Silo.dll")]
    public async Task Cluster_on_sqlite_is_refused(string program, params string[] arguments)
    {
        var english = await EndedProcess.OfAsync(program, "en_GB.UTF-8", arguments);
        Assert.Equal(2, english.ExitCode);
        Assert.StartsWith(Expected.SqliteInEnglish, english.Error, StringComparison.Ordinal);

        var finnish = await EndedProcess.OfAsync(program, "fi_FI.UTF-8", arguments);
        Assert.Equal(2, finnish.ExitCode);
        Assert.StartsWith(Expected.SqliteInFinnish, finnish.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--silo", "both")]
    [InlineData("--Cluster:Address", "this-host")]
    [InlineData("--Cluster:GatewayPort", "70000")]
    [InlineData("--Memory:LimitPercent", "120")]
    [InlineData("--Memory:TargetPercent", "85")]
    public async Task Setting_that_can_not_be_read_is_named(string name, string value)
    {
        var ended = await EndedProcess.OfAsync("SocialCrm.Api.dll", "en_GB.UTF-8", name, value);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(name.TrimStart('-'), ended.Error, StringComparison.Ordinal);
        Assert.Contains(value, ended.Error, StringComparison.Ordinal);
    }
}
