using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SocialCrm.Configuration;
using SocialCrm.Notices;

namespace SocialCrm.Outbox;

/// <summary>Posts a message to a webhook: signed, under the message's id, never along a redirect, and only to addresses that the policy allows.</summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>Of an answer's body so many bytes are read, for the connection's sake; of a longer one the connection is closed.</summary>
    private const int MaxAnswerBytes = 16 * 1024;

    private readonly IConfigurations _configurations;
    private readonly SecretReader _secrets;
    private readonly INoticeStore _notices;
    private readonly AddressPolicy _policy;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookSender(IConfigurations configurations, SecretReader secrets, INoticeStore notices, OutboxOptions options, TimeProvider time)
    {
        (_configurations, _secrets, _notices, _time) = (configurations, secrets, notices, time);
        _policy = new AddressPolicy(options.AllowedNetworks);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = MaxAnswerBytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <param name="cancellation">Ends the try.</param>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (!_configurations.Current.Notices.Webhooks.TryGetValue(message.Target, out var webhook)) return new("not-configured", IsHopeless: true);
        var body = await BodyAsync(message, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var id = "msg_" + message.Id.ToString("N");
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SocialCrm", "1"));
        if (webhook.Secret is { } reference)
        {
            // Unsigned is never the way out of a missing secret.
            if (await _secrets.ReadAsync(reference, cancellation) is not { } secret) return new("no-secret");
            request.Headers.Add("webhook-signature", WebhookSignature.Of(WebhookSignature.KeyOf(secret), id, timestamp, body));
        }

        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return OutcomeOf(response);
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is AddressRefusedException ? new("address-refused", IsHopeless: true) : new("unreachable: " + e.HttpRequestError);
        }
    }

    public void Dispose() => _client.Dispose();

    private SendOutcome OutcomeOf(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return SendOutcome.Taken with { Status = status };
        var error = "status " + status.ToString(CultureInfo.InvariantCulture);
        if (response.StatusCode == HttpStatusCode.Gone) return new(error, IsHopeless: true, Status: status);
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return new(error, RetryAfter: asked, Status: status);
    }

    private async Task<byte[]> BodyAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (message.Batch is not { } batch) return Encoding.UTF8.GetBytes(message.Payload ?? "{}");
        var notices = await _notices.BatchAsync(batch, NoticesMessage.MaxListed, cancellation);
        var recipient = notices.Notices is [var first, ..] ? first.Recipient : "";
        return JsonSerializer.SerializeToUtf8Bytes(new NoticesMessage("notices", recipient, notices.Count, notices.Notices), OutboxJson.Default.NoticesMessage);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        IPAddress[] allowed = [.. found.Where(_policy.Allows)];
        if (allowed.Length == 0) throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException() : Exception("no allowed address");
}
