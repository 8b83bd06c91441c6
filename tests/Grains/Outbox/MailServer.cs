using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialCrm.Outbox;

/// <summary>A mail server on loopback as RFC 5321 has it, without TLS: keeps what it takes, and answers what the test says.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    private MailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public static MailServer Start() => new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whole mails, with their headers, as they were taken.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    /// <summary>Commands of all connections, secrets included.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>The answer to the next RCPT, by its place from 0; null: yes.</summary>
    public Func<int, string?> Recipients { get; set; } = static _ => null;

    private int _recipients;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.test ESMTP");
        while (await reader.ReadLineAsync() is { } command)
        {
            Commands.Enqueue(command);
            var verb = command.Split(' ')[0].ToUpperInvariant();
            if (verb == "DATA") await TakeAsync(reader, writer);
            else await writer.WriteLineAsync(AnswerTo(verb));
            if (verb == "QUIT") return;
        }
    }

    private string AnswerTo(string verb) => verb switch
    {
        "EHLO" => "250-mail.test\r\n250 AUTH LOGIN",
        "AUTH" => "334 UGFzc3dvcmQ6",
        "RCPT" => Recipients(Interlocked.Increment(ref _recipients) - 1) ?? "250 yes",
        "MAIL" or "RSET" => "250 yes",
        "QUIT" => "221 bye",
        _ => "235 known",
    };

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".") mail.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        Taken.Enqueue(mail.ToString());
        await writer.WriteLineAsync("250 taken");
    }
}
