using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SocialCrm.TestKit;

namespace SocialCrm.Browser;

/// <summary>The real service in a process of its own, and Debian's Chromium before it.</summary>
public sealed class BrowserWorld : IAsyncDisposable
{
    public const string Password = "salasana-on-pitka-1";

    /// <summary>What a page may take at most on a loaded machine: a bound on the wait, not a measure of speed.</summary>
    public const float PatienceMs = 30_000;

    private static readonly string[] Browsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync", "--disable-gpu"];

    private static readonly Lazy<Task<string>> Axe = new(InstallAxeAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-browser-");
    private readonly int _port = Ports.FreeForSilo();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private ServiceProcess _service = null!;
    private (string Name, string Value)[] _settings = [];

    public string Address => $"http://127.0.0.1:{_port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    public static Task<BrowserWorld> StartAsync(params string[] agents) => StartAsync(agents, []);

    /// <param name="settings">Environment variables of the service.</param>
    public static async Task<BrowserWorld> StartAsync(IReadOnlyList<string> agents, (string Name, string Value)[] settings)
    {
        var world = new BrowserWorld { _settings = settings };
        await world.ServeAsync();
        using var client = world._service.Client();
        foreach (var agent in agents)
        {
            using var made = await client.PostAsJsonAsync("/api/people", new { name = agent, displayName = Name(agent), role = Role(agent), password = Password });
            made.EnsureSuccessStatusCode();
        }

        world._playwright = await Playwright.CreateAsync();
        world._browser = await world._playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Array.Find(Browsers, File.Exists), Args = Arguments });
        return world;
    }

    private static string Role(string agent) => agent switch { "otto" => "supervisor", "anna" => "administrator", _ => "agent" };

    public static string Name(string agent) => char.ToUpperInvariant(agent[0]) + agent[1..];

    /// <summary>Everybody goes home: no page of the test before looks on.</summary>
    public async Task LeaveAsync()
    {
        foreach (var context in _browser.Contexts.ToArray()) await context.CloseAsync();
    }

    /// <summary>kill -9, and the same address again.</summary>
    public async Task RestartAsync()
    {
        await _service.KillAsync();
        await _service.DisposeAsync();
        await ServeAsync();
    }

    /// <summary>A customer's message, written now; what the same one says is one conversation.</summary>
    /// <returns>Its external id.</returns>
    public async Task<string> SayAsync(string customer, string text)
    {
        var externalId = Guid.NewGuid().ToString("N");
        using var client = _service.Client();
        using var taken = await client.PostAsJsonAsync("/api/interactions", new
        {
            channel = "whatsapp",
            account = "pohjanlento",
            externalId,
            direction = "inbound",
            text,
            at = TimeProvider.System.GetUtcNow().UtcDateTime,
            author = new { handle = customer, name = customer },
        });
        taken.EnsureSuccessStatusCode();
        return externalId;
    }

    /// <summary>What became of a message, told now by its channel.</summary>
    public async Task UpdateAsync(string externalId, string kind, string? text = null, string? reason = null)
    {
        using var client = _service.Client();
        using var taken = await client.PostAsJsonAsync("/api/interactions/updates", new
        {
            channel = "whatsapp",
            account = "pohjanlento",
            externalId,
            kind,
            at = TimeProvider.System.GetUtcNow().UtcDateTime,
            text,
            reason,
        });
        taken.EnsureSuccessStatusCode();
    }

    /// <summary>The external ids of a conversation's messages, oldest first.</summary>
    public async Task<IReadOnlyList<string>> SaidAsync(string conversation)
    {
        using var client = _service.Client();
        var page = await client.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/conversations/{conversation}/interactions");
        return [.. page.GetProperty("items").EnumerateArray().Select(static i => i.GetProperty("externalId").GetString()!)];
    }

    /// <summary>A client with the service's own key.</summary>
    public HttpClient Client() => _service.Client();

    /// <summary>Puts a document of the configuration in force.</summary>
    public async Task ConfigureAsync(string kind, string yaml)
    {
        using var client = _service.Client();
        using var body = new StringContent(yaml, System.Text.Encoding.UTF8, "application/yaml");
        using var put = await client.PutAsync(new Uri($"/api/config/{kind}", UriKind.Relative), body);
        if (!put.IsSuccessStatusCode) throw new InvalidOperationException(await put.Content.ReadAsStringAsync());
    }

    /// <summary>Somebody at a desk of their own, signed in.</summary>
    /// <param name="at">Where they begin; anything but the inbox is opened as soon as they are in.</param>
    public async Task<IPage> SignedInAsync(string agent, string locale = "en-GB", int width = 1_280, int height = 800, string at = "/inbox")
    {
        var page = await PageAsync(locale, width, height);
        await SignInAsync(page, agent);
        if (at != "/inbox") await page.GotoAsync(at);
        return page;
    }

    public static async Task SignInAsync(IPage page, string agent)
    {
        await page.GotoAsync("/inbox");
        await page.Locator("input[name=name]").FillAsync(agent);
        await page.Locator("input[name=password]").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".inbox").WaitForAsync();
    }

    public async Task<IPage> PageAsync(string locale, int width, int height)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            // The page's own policy stays in force; only what the tests put in goes around it.
            BypassCSP = true,
        });
        context.SetDefaultTimeout(PatienceMs);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The text of the script that looks for faults; installed once, whoever asks first.</summary>
    public static Task<string> AxeAsync() => Axe.Value;

    private static async Task<string> InstallAxeAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "axe");
        var packages = Path.Combine(folder, "node_modules");
        // npm writes its list of them last.
        if (!File.Exists(Path.Combine(packages, ".package-lock.json")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })
                ?? throw new InvalidOperationException("npm did not start");
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
        }

        return await File.ReadAllTextAsync(Path.Combine(packages, "axe-core", "axe.min.js"));
    }

    private async Task ServeAsync() => _service = await ServiceProcess.StartAsync(
        "SocialCrm.Api.dll", _port, _ => ["--port", _port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--data", _folder.FullName], "/healthz/ready", _settings);
}
