using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Cluster;

/// <summary><c>crm drain [ID]</c>: asks a process to stop taking, finish and end, and waits until it has.</summary>
internal static class DrainCommand
{
    private static readonly Uri Cluster = new("api/cluster", UriKind.Relative);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Create(Screen screen, TimeProvider clock)
    {
        var texts = screen.Texts;
        var id = new Argument<string?>("ID") { Description = texts["drain.id"], Arity = ArgumentArity.ZeroOrOne };
        var url = ServiceOptions.Url(texts);
        var key = ServiceOptions.Key(texts);
        var wait = new Option<int>("--wait") { Description = texts["drain.wait"], HelpName = "SECONDS", DefaultValueFactory = _ => 60 };
        var command = new Command("drain", texts["drain"]) { id, url, key, wait };
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetValue(url) is { } given ? ServiceOptions.Parse(given) : ServiceOptions.Default;
            if (address is null)
            {
                screen.Complain(texts["mistake.value", "--url", parsed.GetValue(url)]);
                return ExitCodes.Usage;
            }

            using var http = ServiceOptions.Client(address, parsed.GetValue(key), texts.Language);
            try
            {
                return await RunAsync(http, parsed.GetValue(id), TimeSpan.FromSeconds(parsed.GetValue(wait)), screen, clock, cancellation);
            }
            catch (HttpRequestException)
            {
                screen.Complain(texts["service.silent", address]);
                return ExitCodes.Service;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(HttpClient http, string? id, TimeSpan wait, Screen screen, TimeProvider clock, CancellationToken cancellation)
    {
        using var asked = await http.GetAsync(Cluster, cancellation);
        if (!asked.IsSuccessStatusCode) return Refused(asked, screen);
        var silos = SilosOf(await asked.Content.ReadFromJsonAsync<JsonObject>(cancellation));
        if (id is null && silos.Count == 1) id = silos[0];
        if (id is null)
        {
            screen.Complain(screen.Texts["drain.which", string.Join(", ", silos)]);
            return ExitCodes.Usage;
        }

        using var answer = await http.PostAsync(new Uri($"api/cluster/silos/{Uri.EscapeDataString(id)}/drain", UriKind.Relative), null, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            screen.Complain(screen.Texts["drain.unknown", id, string.Join(", ", silos)]);
            return ExitCodes.Usage;
        }

        if (!answer.IsSuccessStatusCode) return Refused(answer, screen);
        screen.Complain(screen.Texts["drain.asked", id]);
        var began = clock.GetTimestamp();
        while (await IsThereAsync(http, id, cancellation))
        {
            if (clock.GetElapsedTime(began) >= wait)
            {
                screen.Complain(screen.Texts["drain.late", id, wait.TotalSeconds]);
                return ExitCodes.Incomplete;
            }

            await Task.Delay(Pause, clock, cancellation);
        }

        screen.Say(screen.Texts["drain.done", id]);
        return ExitCodes.Done;
    }

    /// <summary>A host that doesn't answer any more is gone, with its only process or as the one that was drained.</summary>
    private static async Task<bool> IsThereAsync(HttpClient http, string id, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(Cluster, cancellation);
            return !answer.IsSuccessStatusCode || SilosOf(await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation)).Contains(id);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static List<string> SilosOf(JsonObject? cluster) => [.. cluster?["silos"]?.AsArray().Select(static s => s!["id"]!.GetValue<string>()) ?? []];

    private static int Refused(HttpResponseMessage answer, Screen screen)
    {
        screen.Complain(answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => screen.Texts["service.unauthorized"],
            HttpStatusCode.Forbidden => screen.Texts["service.forbidden", "configure"],
            _ => screen.Texts["service.refused", (int)answer.StatusCode],
        });
        return ExitCodes.Service;
    }
}
