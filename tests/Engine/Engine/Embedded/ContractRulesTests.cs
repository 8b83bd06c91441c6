using Orleans.Embedded.Rules;
using SocialCrm.Engine.Violations;

namespace SocialCrm.Engine;

public sealed class ContractRulesTests
{
    private const string In = "SocialCrm.Engine.Violations.";

    public static TheoryData<Type, string> Rules => new()
    {
        { typeof(InterfaceWithoutAlias), "+IBad: an interface has an [Alias] that begins with crm." },
        { typeof(InterfaceWithForeignAlias), "+IBad: an interface has an [Alias] that begins with crm." },
        { typeof(InterfaceWithoutStringKey), "+IBad: a grain interface is an IGrainWithStringKey." },
        { typeof(GenericInterface), "+IBad`1[T]: an interface is not generic." },
        { typeof(TwoInterfacesOfOneAlias), $"+IBad, {In}TwoInterfacesOfOneAlias+IWorse: have the same alias, crm.bad." },
        { typeof(Methods), "+IBad.Property: an interface has no properties." },
        { typeof(Methods), "+IBad.NoAlias: a method has an [Alias]." },
        { typeof(Methods), "+IBad: One, Two have the same alias, same." },
        { typeof(Methods), "+IBad.Generic: a method is not generic." },
        { typeof(Methods), "+IBad.NoTask: a method returns Task, Task<T>, ValueTask or ValueTask<T>." },
        { typeof(Methods), "+IBad.NoReturn: a method returns Task, Task<T>, ValueTask or ValueTask<T>." },
        { typeof(Methods), "+IBad.ByRef(number): a parameter is not ref, in or out." },
        { typeof(Methods), "+IBad.TokenFirst(cancellationToken): a CancellationToken is the last parameter." },
        { typeof(Methods), "+IBad.OneWayWithResult: a one-way method has no result." },
        { typeof(Observers), "+IBad: an interface has an [Alias] that begins with crm." },
        { typeof(Observers), "+IBad.Hear(anything): System.Object has no [GenerateSerializer] and is none of the types that cross a boundary without one." },
        { typeof(GrainClasses), "+NotSealed: a grain class is sealed." },
        { typeof(GrainClasses), "+NotSealed: a grain class has a [GrainType]." },
        { typeof(GrainClasses), $"+One, {In}GrainClasses+Two: have the same grain type, twice." },
        {
            typeof(Boundaries),
            $"+IBad.A(a): {In}Boundaries+NoAttributes has no [GenerateSerializer] and is none of the types that cross a boundary without one."
        },
        { typeof(Boundaries), "+IBad.A(f): System.Exception has no [GenerateSerializer] and is none of the types that cross a boundary without one." },
        { typeof(Boundaries), "+Plain: a boundary type has an [Alias] that begins with crm." },
        { typeof(Boundaries), "+Plain: a boundary type is [Immutable]." },
        { typeof(Boundaries), "+NoIds.NoId: a member has an [Id]." },
        { typeof(Boundaries), "+NoIds.Set: a member is set by init." },
        { typeof(Boundaries), "+NoIds.Get: a member is set by init." },
        { typeof(Boundaries), "+NoIds: Same, Same2 have the same [Id], 3." },
        { typeof(Boundaries), "+NoIds._counter: a boundary type has no fields but those of its properties." },
        {
            typeof(Boundaries),
            "+NoIds.Array: System.String[] has no [GenerateSerializer] and is none of the types that cross a boundary without one."
        },
        { typeof(Boundaries), "+Deep: a boundary type is [Immutable]." },
        { typeof(Boundaries), "+Positional: a boundary type has no public constructor but one without parameters." },
        { typeof(Boundaries), "+NotARecord: a boundary type is a record." },
        { typeof(Boundaries), $"+Deep, {In}Boundaries+NotARecord: have the same alias, crm.deep." },
        {
            typeof(Boundaries),
            $"+Base: {In}Boundaries+Derived has no [GenerateSerializer] and is none of the types that cross a boundary without one."
        },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Check_of_a_type_that_breaks_a_rule_names_it(Type within, string violation) =>
        Assert.Contains($"{within}{violation}", ContractRules.Check(within.GetNestedTypes()));

    [Fact]
    public void Check_of_broken_types_finds_nothing_else()
    {
        foreach (var broken in Rules.GroupBy(r => (Type)r[0]))
            Assert.Equal(broken.Count(), ContractRules.Check(broken.Key.GetNestedTypes()).Count);
    }

    [Fact]
    public void Check_of_sound_types_finds_nothing() => Assert.Empty(ContractRules.Check(typeof(Sound).GetNestedTypes()));

    [Fact]
    public async Task Start_with_broken_contracts_is_refused_with_all_of_them() => await StartIsRefused(new SiloSetup());

    internal static async Task StartIsRefused(SiloSetup setup)
    {
        var broken = typeof(Sound).Assembly;
        var refused = await Assert.ThrowsAsync<ContractViolationException>(() => TestSilo.StartAsync(setup, broken));
        Assert.Equal(ContractRules.Check([broken]), refused.Violations);
        Assert.All(refused.Violations, v => Assert.Contains(v, refused.Message, StringComparison.Ordinal));
    }
}
