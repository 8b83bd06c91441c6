using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Storage;
using Xunit;

namespace SocialCrm.Customers;

/// <summary>A customer that nobody has asked for costs the store nothing when something of it is committed elsewhere.</summary>
public sealed class ColdCustomerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-cold-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ChangeOfAColdCustomer_isNotReadFor_andIsThereForWhoeverAsks()
    {
        Receipt said;
        await using (var before = await CrmHost.StartAsync("sqlite", _folder.FullName)) said = (await before.TakeAsync(Say.From("@liisa", "1")))[0];

        var reads = Substitute.For<IGroupedReads>();
        await using var crm = await CrmHost.StartAsync("sqlite", _folder.FullName, services => services.AddSingleton(provider =>
        {
            var stored = provider.GetRequiredService<Store>().Reads;
            reads.ConversationAsync(default, default).ReturnsForAnyArgs(call => stored.ConversationAsync(call.ArgAt<ConversationId>(0), default));
            reads.CustomerAsync(default, default).ReturnsForAnyArgs(call => stored.CustomerAsync(call.ArgAt<CustomerId>(0), default));
            return reads;
        }));
        var change = (await crm.Grains.GetGrain<IConversationGrain>(Keys.Of(said.ConversationId!.Value)).ActAsync(new Claim { Actor = "otto" })).Change!;
        var customer = crm.Grains.GetGrain<ICustomerGrain>(Keys.Of(said.CustomerId!.Value));

        await customer.ObserveAsync(change);
        await customer.CatchUpAsync(change.CustomerVersion);
        await reads.DidNotReceiveWithAnyArgs().CustomerAsync(default, default);

        Assert.Equal(change.CustomerVersion, (await customer.GetAsync())!.Version);
        await customer.ObserveAsync(change);
        await reads.ReceivedWithAnyArgs(1).CustomerAsync(default, default);
    }
}
