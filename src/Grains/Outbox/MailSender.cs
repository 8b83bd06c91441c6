using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using SocialCrm.Configuration;
using SocialCrm.Notices;

namespace SocialCrm.Outbox;

/// <summary>
/// Sends what somebody is told as one mail. By the platform's own client: it does what submission needs (STARTTLS, signing in, encoded words, dots), and a
/// connection a mail is enough for mails that are grouped. The message's id makes the Message-ID, by which a repetition is known.
/// </summary>
internal sealed class MailSender(IConfigurations configurations, SecretReader secrets, INoticeStore notices)
{
    /// <param name="cancellation">Ends the try.</param>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var plan = configurations.Current.Notices;
        if (plan.Mail is not { } server || plan.People.GetValueOrDefault(message.Target)?.Mail is not { } address) return new("not-configured", IsHopeless: true);
        if (message.Batch is not { } batch) return new("empty", IsHopeless: true);
        var told = await notices.BatchAsync(batch, NoticesMessage.MaxListed, cancellation);
        if (told.Notices.Count == 0) return new("empty", IsHopeless: true);

        using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Tls };
        if (server.User is { } user)
        {
            if (server.Password is not { } reference || await secrets.ReadAsync(reference, cancellation) is not { } password) return new("no-secret");
            client.Credentials = new NetworkCredential(user, password);
        }

        using var mail = Write(message.Id, server.From, address, told, plan.Console, plan.LanguageOf(message.Target));
        try
        {
            await client.SendMailAsync(mail, cancellation);
            return SendOutcome.Taken;
        }
        catch (SmtpException e)
        {
            cancellation.ThrowIfCancellationRequested();
            // 550 to 554: there is no such mailbox, or the mail isn't wanted. What asks for signing in (53x) is a configuration that can be put right.
            return new($"smtp {(int)e.StatusCode}", IsHopeless: (int)e.StatusCode is >= 550 and <= 554);
        }
    }

    private static MailMessage Write(Guid id, string from, string to, NoticeBatch told, Uri? console, NoticeLanguage language)
    {
        var mail = new MailMessage(from, to)
        {
            Subject = NoticeTexts.Subject(told.Count, told.Notices[0].About, language),
            SubjectEncoding = Encoding.UTF8,
            Body = NoticeTexts.Body(told.Count, told.Notices, console?.ToString().TrimEnd('/'), language),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        mail.Headers.Add("Message-ID", $"<{id:N}@{mail.From!.Host}>");
        // Nobody's out-of-office answers a machine.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }
}
