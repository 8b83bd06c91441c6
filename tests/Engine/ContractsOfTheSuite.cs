using Orleans.Embedded.Rules;

namespace SocialCrm.Engine;

/// <summary>The rules judge by attributes alone, so they say the same whichever engine compiled the contracts.</summary>
public sealed class ContractsOfTheSuite
{
    [Fact]
    public void Check_of_this_assembly_finds_nothing() => Assert.Empty(ContractRules.Check([typeof(ContractsOfTheSuite).Assembly]));
}
