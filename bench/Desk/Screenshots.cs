using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using SocialCrm.Browser;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Desk;

/// <summary>
/// The pictures of the guides: the recorded day in a service of its own, seen by those who work there. A picture that shows the same as the one that is there already
/// stays as it is, although clocks went on in between.
/// </summary>
internal static class Screenshots
{
    private const int Width = 1_280;
    private const int Height = 800;

    /// <summary>Of all pixels; what clocks and countdowns change is less.</summary>
    private const double SameShare = 0.03;

    /// <summary>Bytes of one picture.</summary>
    private const int MaxBytes = 150_000;

    /// <summary>Round the clock, so that the pictures are the same on a Sunday.</summary>
    private const string Policies = """
        policies:
          - { id: social, when: { channel: [x, facebook, instagram, whatsapp, messenger, telegram] }, calendar: always, firstResponse: 1h, nextResponse: 2h, warnAt: [80], escalation: default }
          - { id: others, calendar: always, firstResponse: 4h, nextResponse: 4h, warnAt: [80], escalation: default }
        """;

    private static readonly (string Name, string Agent, string Address, string Ready)[] Pages =
    [
        ("inbox", "aino", "/inbox", ".inbox .row-item"),
        ("conversation", "aino", "/conversations/{conversation}", ".thread .entry"),
        ("customer", "aino", "/customers/{customer}", ".timeline-row"),
        ("escalations", "otto", "/escalations", ".card"),
        ("figures", "otto", "/figures?period=week&by=channel", ".groups tbody tr"),
        ("settings", "anna", "/settings/calendars", ".settings .place"),
    ];

    public static async Task<int> RunAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var world = await BrowserWorld.StartAsync(["aino", "sami", "otto", "anna"], BrowserDesk.Unlimited);
        using var client = world.Client();
        await world.ConfigureAsync("response-times", Policies);
        await ReplayAsync(world.Address);
        var (customer, conversation) = await StageAsync(client);
        var comparing = await world.PageAsync("en-GB", Width, Height);
        foreach (var (locale, language, scheme) in ((string, string, ColorScheme)[])[("en-GB", "en", ColorScheme.Light), ("fi-FI", "fi", ColorScheme.Light), ("en-GB", "en-dark", ColorScheme.Dark)])
        {
            foreach (var agent in Pages.GroupBy(static p => p.Agent, StringComparer.Ordinal))
            {
                var page = await world.SignedInAsync(agent.Key, locale, Width, Height);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                foreach (var (name, _, address, ready) in agent.Where(p => scheme == ColorScheme.Light || p.Name == "conversation"))
                {
                    await page.GotoAsync(address.Replace("{customer}", customer, StringComparison.Ordinal).Replace("{conversation}", conversation, StringComparison.Ordinal));
                    await page.Locator(ready).First.WaitForAsync();
                    await page.WaitForFunctionAsync("!document.querySelector('.loading, .loading-word') && document.fonts.status === 'loaded'");
                    await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                    await KeepAsync(comparing, await page.ScreenshotAsync(), Path.Combine(folder, $"{name}-{language}.webp"));
                }

                await page.Context.CloseAsync();
            }
        }

        return 0;
    }

    private static async Task ReplayAsync(string address)
    {
        var day = Path.Combine("samples", "ash-cloud-day.jsonl");
        var command = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SocialCrm.Cli.dll"), "replay", day, "--format", "jsonl", "--shift-to-now", "--url", address])
        {
            UseShellExecute = false,
        };
        command.Environment["CRM_SERVICE_KEY"] = ServiceProcess.Key;
        using var replay = Process.Start(command) ?? throw new InvalidOperationException("dotnet can't be started");
        await replay.WaitForExitAsync();
        if (replay.ExitCode != 0) throw new InvalidOperationException("the recorded day could not be replayed");
    }

    /// <summary>What people have done by the time of the picture: some have something, a promise is made, a note is written.</summary>
    private static async Task<(string Customer, string Conversation)> StageAsync(HttpClient client)
    {
        // Not every machine has letters for every language.
        foreach (var other in await ListAsync(client, "/api/conversations?status=open&channel=line&limit=50")) await ActAsync(client, Id(other), "resolve", new { });
        var waiting = await ListAsync(client, "/api/conversations?status=open&sort=waiting&limit=50");
        for (var i = 0; i < waiting.Length; i++)
        {
            if (i % 3 != 2) await ActAsync(client, Id(waiting[i]), "assignment", new { assignee = i % 3 == 0 ? "aino" : "sami" });
        }

        var customer = (await ReadAsync(client, "/api/identities/x/@helenakorpi_")).GetProperty("customerId").GetString()!;
        var id = Id((await ListAsync(client, "/api/conversations?channel=x&limit=200")).First(c => c.GetProperty("customerId").GetString() == customer));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await ActAsync(client, id, "notes", new { text = "Soitettu lentoasemalle: laukku on Gardermoenissa." });
        await ActAsync(client, id, "commitments", new { text = "Kerromme laukusta ennen iltaa", due = now.AddMinutes(40), owner = "aino" });
        return (customer, id);
    }

    private static string Id(JsonElement conversation) => conversation.GetProperty("id").GetString()!;

    private static async Task<JsonElement[]> ListAsync(HttpClient client, string path) => [.. (await ReadAsync(client, path)).GetProperty("items").EnumerateArray()];

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
    }

    private static async Task ActAsync(HttpClient client, string conversation, string act, object body)
    {
        using var done = await client.PostAsJsonAsync($"/api/conversations/{conversation}/{act}", body);
        if (!done.IsSuccessStatusCode) throw new InvalidOperationException($"{act}: {await done.Content.ReadAsStringAsync()}");
    }

    /// <summary>Chromium makes it small, and tells whether it is another picture than the one that is there.</summary>
    private static async Task KeepAsync(IPage page, byte[] png, string file)
    {
        var before = File.Exists(file) ? $"data:image/webp;base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(file))}" : null;
        var result = await page.EvaluateAsync<JsonElement>(Compare, new { png = $"data:image/png;base64,{Convert.ToBase64String(png)}", before });
        var picture = Convert.FromBase64String(result.GetProperty("webp").GetString()!.Split(',')[1]);
        if (picture.Length > MaxBytes) throw new InvalidOperationException($"{file}: {picture.Length} bytes");
        var isSame = result.GetProperty("different").GetDouble() < SameShare;
        if (!isSame) await File.WriteAllBytesAsync(file, picture);
        Console.WriteLine($"{file,-36} {picture.Length / 1024,4} KiB {(isSame ? "as before" : "new")}");
    }

    private const string Compare = """
        async ({ png, before }) => {
          const draw = async source => {
            const image = new Image();
            image.src = source;
            await image.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            return { canvas, pixels: context.getImageData(0, 0, canvas.width, canvas.height).data };
          };
          const now = await draw(png);
          let different = 1;
          if (before) {
            const then = await draw(before);
            if (then.pixels.length === now.pixels.length) {
              let count = 0;
              for (let i = 0; i < now.pixels.length; i += 4) {
                if (Math.abs(now.pixels[i] - then.pixels[i]) + Math.abs(now.pixels[i + 1] - then.pixels[i + 1]) + Math.abs(now.pixels[i + 2] - then.pixels[i + 2]) > 96) count++;
              }
              different = count / (now.pixels.length / 4);
            }
          }
          return { webp: now.canvas.toDataURL("image/webp", 0.88), different };
        }
        """;
}
