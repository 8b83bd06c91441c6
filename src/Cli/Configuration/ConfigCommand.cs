using System.CommandLine;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Configuration;

/// <summary><c>crm config export|import|diff</c>: the documents of a running service as files of a folder, one a kind.</summary>
internal static class ConfigCommand
{
    public static Command Create(Screen screen) => new("config", screen.Texts["config"]) { Export(screen), Import(screen), Diff(screen) };

    private static Command Export(Screen screen)
    {
        var command = new Command("export", screen.Texts["config.export"]);
        return Asking(screen, command, async (service, folder, parsed, cancellation) =>
        {
            foreach (var document in await service.DocumentsAsync(cancellation)) await folder.WriteAsync(document, cancellation);
            screen.Say(screen.Texts["config.exported", folder.Path]);
            return ExitCodes.Done;
        });
    }

    private static Command Import(Screen screen)
    {
        var comment = new Option<string?>("--comment") { Description = screen.Texts["config.comment"], HelpName = "TEXT" };
        var command = new Command("import", screen.Texts["config.import"]) { comment };
        return Asking(screen, command, async (service, folder, parsed, cancellation) =>
        {
            if (await folder.ReadAsync(cancellation) is not { Count: > 0 } documents) return Empty(screen, folder);
            foreach (var put in await service.PutAsync(documents, parsed.GetValue(comment), cancellation))
                screen.Say(screen.Texts[put.Changed ? "config.put" : "config.same", put.Kind, put.Version]);
            return ExitCodes.Done;
        });
    }

    private static Command Diff(Screen screen)
    {
        var command = new Command("diff", screen.Texts["config.diff"]);
        return Asking(screen, command, async (service, folder, parsed, cancellation) =>
        {
            if (await folder.ReadAsync(cancellation) is not { Count: > 0 } documents) return Empty(screen, folder);
            var differs = false;
            foreach (var inForce in await service.DocumentsAsync(cancellation))
            {
                if (documents.FirstOrDefault(d => d.Kind == inForce.Kind) is not { } ours) continue;
                foreach (var line in LineDiff.Of(inForce.Text, ours.Text, $"{inForce.Kind} ({screen.Texts["config.in-force"]})", folder.PathOf(ours.Kind)))
                {
                    differs = true;
                    screen.Say(line);
                }
            }

            return differs ? ExitCodes.Different : ExitCodes.Done;
        });
    }

    private static int Empty(Screen screen, DocumentFolder folder)
    {
        screen.Complain(screen.Texts["config.empty", folder.Path, string.Join(", ", DocumentFolder.Names)]);
        return ExitCodes.Service;
    }

    private static Command Asking(Screen screen, Command command, Func<ConfigurationService, DocumentFolder, ParseResult, CancellationToken, Task<int>> act)
    {
        var texts = screen.Texts;
        var folder = new Argument<string>("DIR") { Description = texts["config.folder"] };
        var url = ServiceOptions.Url(texts);
        var key = ServiceOptions.Key(texts);
        command.Add(folder);
        command.Add(url);
        command.Add(key);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetValue(url) is { } given ? ServiceOptions.Parse(given) : ServiceOptions.Default;
            if (address is null)
            {
                screen.Complain(texts["mistake.value", "--url", parsed.GetValue(url)]);
                return ExitCodes.Service;
            }

            using var http = ServiceOptions.Client(address, parsed.GetValue(key), texts.Language);
            try
            {
                return await act(new ConfigurationService(http, texts), new DocumentFolder(parsed.GetRequiredValue(folder)), parsed, cancellation);
            }
            catch (HttpRequestException)
            {
                screen.Complain(texts["service.silent", address]);
                return ExitCodes.Service;
            }
            catch (ConfigurationRefusedException e)
            {
                foreach (var line in e.Lines) screen.Complain(line);
                return ExitCodes.Service;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                screen.Complain(e.Message);
                return ExitCodes.Service;
            }
        });
        return command;
    }
}
