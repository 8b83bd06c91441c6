using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Orleans;
using SocialCrm.Api.Json;
using SocialCrm.Journal;
using SocialCrm.Silo;
using SocialCrm.Storage;
using SocialCrm.TestKit;

namespace SocialCrm.Live;

/// <summary>The hub and the feed's grains on the engine that is built, over a <see cref="Desk"/> in place of a store: as fast as the feed itself.</summary>
internal sealed class DeskWorld : ILiveWorld
{
    private readonly WebApplication _app;

    private DeskWorld(WebApplication app, Desk desk) => (_app, Desk) = (app, desk);

    public Desk Desk { get; }

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public string? Key => null;

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public static async Task<DeskWorld> StartAsync(LiveOptions options)
    {
        var desk = new Desk();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddCrmSilo(new SiloOptions { Port = Ports.FreeForSilo() }, new StorageOptions());
        builder.Services.AddSingleton(options).AddSingleton<IGroupedReads>(desk).AddSingleton(Substitute.For<IDeskQueries>()).AddChangeFeed().AddLive();
        var app = builder.Build();
        app.UseWebSockets();
        app.MapLive();
        await app.StartAsync();
        var sink = app.Services.GetRequiredService<IChangeSink>();
        desk.Committed = change => sink.Committed([change]);
        return new DeskWorld(app, desk);
    }

    public Task WriteAsync(IReadOnlyList<int> customers)
    {
        foreach (var customer in customers) Desk.Write(customer);
        return Task.CompletedTask;
    }

    public Task MoveAsync(int customer, string queue) => Task.FromResult(Desk.Write(customer, queue: queue));

    public string CustomerId(int customer) => Keys.Of(Desk.Customer(customer));

    public string ConversationId(int customer) => Keys.Of(Desk.Conversation(customer));

    public Task<JsonObject> CustomerAsync(int customer) => Parsed(RawJson.Of(Desk.ViewOf(customer), ApiJson.Customer));

    public Task<JsonObject> ConversationAsync(int customer) => Parsed(RawJson.Of(Desk.ViewOfConversation(customer), ApiJson.Conversation));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Task<JsonObject> Parsed(RawJson json) => Task.FromResult(JsonNode.Parse(json.Utf8.Span)!.AsObject());
}
