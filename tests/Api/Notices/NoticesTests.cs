using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Live;
using SocialCrm.Notices;
using Xunit;

namespace SocialCrm.Api.Tests.Notices;

[Collection(SharedHost.Name)]
public sealed class NoticesTests(ApiHost host)
{
    private static readonly DateTimeOffset Start = new(2026, 4, 15, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Get_notices_are_ones_own_newest_first_and_read_once()
    {
        var (aino, name) = await host.SignInAsync("agent");
        var (otto, other) = await host.SignInAsync("agent");
        await RaiseAsync(name, 3);
        await RaiseAsync(other, 1);

        using var page = await ApiHost.ReadAsync(await aino.GetAsync("api/notices?unread=true&limit=2"));
        var items = page.RootElement.GetProperty("items");
        Assert.Equal(["rule:2", "rule:1"], items.EnumerateArray().Select(n => n.GetProperty("about").GetString()));
        Assert.Equal(("must-react", JsonValueKind.Null), (items[0].GetProperty("level").GetString(), items[0].GetProperty("readAt").ValueKind));
        var rest = await aino.GetAsync($"api/notices?unread=true&limit=2&cursor={page.RootElement.GetProperty("next").GetString()}");
        Assert.Equal("3", rest.Headers.GetValues("Unread-Count").Single());
        using var second = await ApiHost.ReadAsync(rest);
        Assert.Equal(1, second.RootElement.GetProperty("items").GetArrayLength());

        var id = items[0].GetProperty("id").GetString();
        await ApiHost.ProblemAsync(await otto.PostAsync($"api/notices/{id}/read", null), 404, "not-found");
        using var read = await ApiHost.ReadAsync(await aino.PostAsync($"api/notices/{id}/read", null));
        Assert.Equal(JsonValueKind.String, read.RootElement.GetProperty("readAt").ValueKind);
        using var all = await ApiHost.ReadAsync(await aino.PostAsync("api/notices/read-all", ApiHost.Json("""{"until":"2026-04-15T08:00:00Z"}""")));
        Assert.Equal(1, all.RootElement.GetProperty("read").GetInt32());
        using var now = await ApiHost.ReadAsync(await aino.PostAsync("api/notices/read-all", null));
        Assert.Equal(1, now.RootElement.GetProperty("read").GetInt32());
        aino.Dispose();
        otto.Dispose();
    }

    [Fact]
    public async Task WatchNotices_tells_the_person_and_nobody_else()
    {
        var cookies = new CookieContainer();
        var (aino, name) = await host.SignInAsync("agent", cookies);
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.SetRequestHeader("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new Uri(host.Address.ToString().Replace("http", "ws", StringComparison.Ordinal) + "hub/live"), default);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        Assert.Equal("{}", await ReceiveAsync(socket));
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"WatchNotices","arguments":[]}""");
        var answer = await UntilAsync(socket, message => message.Contains("\"invocationId\":\"1\"", StringComparison.Ordinal));
        Assert.Contains("\"state\":null", answer, StringComparison.Ordinal);

        var sink = host.Services.GetRequiredService<IChangeSink>();
        var notice = new NoticeView { Id = NoticeId.From(Guid.NewGuid()), Recipient = name, Level = "should-know", About = "rule:vip", At = Start };
        sink.Raised([notice with { Recipient = "somebody-else" }, notice]);
        using var told = JsonDocument.Parse(await UntilAsync(socket, message => message.Contains("noticeRaised", StringComparison.Ordinal)));
        var argument = told.RootElement.GetProperty("arguments")[0].GetProperty("notice");
        Assert.Equal((name, notice.Id.ToString(), "rule:vip"), (argument.GetProperty("recipient").GetString(), argument.GetProperty("id").GetString(), argument.GetProperty("about").GetString()));
        aino.Dispose();
    }

    [Theory]
    [InlineData("api/notices?unread=maybe", "unread")]
    [InlineData("api/notices?limit=0", "limit")]
    [InlineData("api/notices?limit=201", "limit")]
    [InlineData("api/notices?cursor=abc", "cursor")]
    [InlineData("api/notices?of=aino", "of")]
    public async Task Get_wrong_parameters_are_named(string address, string field)
    {
        var (client, _) = await host.SignInAsync("agent");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await client.GetAsync(address), 400, "invalid-request"), field);
        client.Dispose();
    }

    [Theory]
    [InlineData("api/notices/ntc_1/read", "{}", "id")]
    [InlineData("api/notices/read-all", """{"until":"yesterday"}""", "until")]
    [InlineData("api/notices/read-all", """{"all":true}""", "all")]
    public async Task Post_wrong_bodies_are_named(string address, string body, string field)
    {
        var (client, _) = await host.SignInAsync("agent");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await client.PostAsync(address, ApiHost.Json(body)), 400, "invalid-request"), field);
        client.Dispose();
    }

    [Fact]
    public async Task Key_of_a_service_has_no_notices() => await ApiHost.ProblemAsync(await host.Client.GetAsync("api/notices"), 403, "needs-person");

    private Task<IReadOnlyList<NoticeRow>> RaiseAsync(string name, int count) => host.Services.GetRequiredService<INoticeStore>().AddAsync(
    [
        .. Enumerable.Range(0, count).Select(i => new NoticeRow(
            NoticeId.From(Sources.OfNotice("test" + name, i, 0, name)), name, NoticeLevel.MustReact, $"rule:{i}", false, ConversationId.From(Guid.NewGuid()), null, Start.AddMinutes(i))),
    ], default);

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task<string> UntilAsync(ClientWebSocket socket, Func<string, bool> isIt)
    {
        while (true)
        {
            foreach (var message in (await ReceiveAsync(socket)).Split('\u001e')) if (isIt(message)) return message;
        }
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[16 * 1024];
        var text = "";
        while (!text.EndsWith('\u001e'))
        {
            var received = await socket.ReceiveAsync(buffer, bound.Token);
            text += Encoding.UTF8.GetString(buffer, 0, received.Count);
        }

        return text.TrimEnd('\u001e');
    }
}
