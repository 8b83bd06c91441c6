using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCrm.Cli.Terminal;
using SocialCrm.Storage;
using SocialCrm.Storage.Inspection;

namespace SocialCrm.Cli.Doctor;

/// <summary><c>crm doctor</c>: looks at everything a start needs, changes nothing, and says what to do. Ends with 3 when a check failed.</summary>
internal static class DoctorCommand
{
    public static Command Create(Screen screen, TimeProvider clock)
    {
        var where = new StoreArguments(screen.Texts);
        var url = ServiceOptions.Url(screen.Texts);
        var key = ServiceOptions.Key(screen.Texts);
        var json = new Option<bool>("--json") { Description = screen.Texts["doctor.json"] };
        var command = new Command("doctor", screen.Texts["doctor"]) { url, key, json };
        where.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetValue(url) is { } given ? ServiceOptions.Parse(given) : ServiceOptions.Default;
            if (address is null)
            {
                screen.Complain(screen.Texts["mistake.value", "--url", parsed.GetValue(url)]);
                return ExitCodes.Usage;
            }

            using var http = ServiceOptions.Client(address, parsed.GetValue(key), screen.Texts.Language);
            var findings = await LookAsync(where.Of(parsed), http, clock, cancellation);
            if (parsed.GetValue(json)) screen.Say(Json(findings, screen.Texts));
            else Tell(findings, screen);
            return findings.Any(static f => f.Level == Level.Failure) ? ExitCodes.Incomplete : ExitCodes.Done;
        });
        return command;
    }

    public static string Version { get; } =
        (typeof(DoctorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?").Split('+')[0];

    public static async Task<IReadOnlyList<Finding>> LookAsync(StorageOptions options, HttpClient http, TimeProvider clock, CancellationToken cancellation)
    {
        List<Finding> findings = [MachineChecks.Configuration(options, Environment.GetEnvironmentVariable)];
        if (options.Store == "sqlite")
        {
            findings.Add(MachineChecks.Folder(options.DataFolder));
            findings.Add(MachineChecks.Disk(MachineChecks.FreeBytes(options.DataFolder), options.DataFolder));
        }

        findings.Add(MachineChecks.OpenFiles(File.Exists("/proc/self/limits") ? File.ReadLines("/proc/self/limits") : []));
        findings.AddRange(StoreChecks.Of(await StoreInspection.LookAsync(options, clock, cancellation)));
        findings.AddRange(await ServiceChecks.OfAsync(http, Version, clock, cancellation));
        return findings;
    }

    public static string TextOf(Finding finding, Texts texts) => texts[$"doctor.{finding.Check}.{finding.Outcome}", finding.Parts];

    private static void Tell(IReadOnlyList<Finding> findings, Screen screen)
    {
        foreach (var finding in findings) screen.Say($"{screen.Texts["doctor.level." + NameOf(finding.Level)],-9} {TextOf(finding, screen.Texts)}");
    }

    private static string Json(IReadOnlyList<Finding> findings, Texts texts) => new JsonArray([.. findings.Select(f => (JsonNode)new JsonObject
    {
        ["check"] = f.Check,
        ["level"] = NameOf(f.Level),
        ["outcome"] = f.Outcome,
        ["text"] = TextOf(f, texts),
    })]).ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string NameOf(Level level) => level.ToString().ToLowerInvariant();
}
