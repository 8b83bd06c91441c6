using System.CommandLine;
using System.Globalization;
using SocialCrm.Cli.Terminal;
using SocialCrm.Storage;

namespace SocialCrm.Cli.Keys;

/// <summary><c>crm key create|list|revoke</c>: through the service where it runs, else directly on the store.</summary>
internal static class KeyCommand
{
    /// <summary>The data folder where none is named.</summary>
    public const string DataVariable = "CRM_DATA";

    private static readonly string[] Scopes = ["act", "configure", "ingest", "read"];

    public static Command Create(Screen screen, TimeProvider clock)
    {
        var where = new Where(screen.Texts);
        return new Command("key", screen.Texts["key"]) { Make(screen, clock, where), List(screen, clock, where), Revoke(screen, clock, where) };
    }

    private static Command Make(Screen screen, TimeProvider clock, Where where)
    {
        var name = new Option<string>("--name") { Description = screen.Texts["key.name"], Required = true, HelpName = "NAME" };
        var scopes = new Option<string>("--scopes") { Description = screen.Texts["key.scopes"], Required = true, HelpName = string.Join(',', Scopes) };
        var command = new Command("create", screen.Texts["key.create"]) { name, scopes };
        where.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var asked = parsed.GetRequiredValue(scopes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (asked.Length == 0 || asked.Except(Scopes, StringComparer.Ordinal).Any() || string.IsNullOrWhiteSpace(parsed.GetValue(name)))
            {
                screen.Complain(screen.Texts["mistake.value", "--scopes", parsed.GetRequiredValue(scopes)]);
                return Task.FromResult(ExitCodes.Usage);
            }

            return RunAsync(screen, where.OpenAsync(parsed, screen, clock, mayCreate: true, cancellation), async keys =>
            {
                var (id, secret) = await keys.CreateAsync(parsed.GetRequiredValue(name), [.. asked.Distinct(StringComparer.Ordinal)], cancellation);
                // The secret alone goes to the output, so that KEY=$(./crm key create ...) works.
                screen.Complain(screen.Texts["key.created", id]);
                screen.Say(secret);
                return ExitCodes.Done;
            });
        });
        return command;
    }

    private static Command List(Screen screen, TimeProvider clock, Where where)
    {
        var command = new Command("list", screen.Texts["key.list"]);
        where.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(screen, where.OpenAsync(parsed, screen, clock, mayCreate: false, cancellation), async keys =>
        {
            foreach (var key in (await keys.ListAsync(cancellation)).OrderBy(k => k.CreatedAt)) screen.Say(Line(key, screen.Texts));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Revoke(Screen screen, TimeProvider clock, Where where)
    {
        var id = new Argument<string>("ID") { Description = screen.Texts["key.id"] };
        var command = new Command("revoke", screen.Texts["key.revoke"]) { id };
        where.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(screen, where.OpenAsync(parsed, screen, clock, mayCreate: false, cancellation), async keys =>
        {
            var revoked = await keys.RevokeAsync(parsed.GetRequiredValue(id), cancellation);
            screen.Complain(screen.Texts[revoked ? "key.revoked" : "key.unknown", parsed.GetRequiredValue(id)]);
            return revoked ? ExitCodes.Done : ExitCodes.Usage;
        }));
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, Task<IKeys> opening, Func<IKeys, Task<int>> act)
    {
        try
        {
            await using var keys = await opening;
            return await act(keys);
        }
        catch (KeysUnavailableException e)
        {
            screen.Complain(e.Message);
            return ExitCodes.Service;
        }
    }

    private static string Line(KeyLine key, Texts texts) => string.Join("  ",
        key.Id,
        key.CreatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        key.RevokedAt is null ? texts["key.active"] : texts["key.revoked-at", key.RevokedAt.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)],
        string.Join(',', key.Scopes),
        key.Name);

    /// <summary>Which keys are meant: a store that is named is opened; else the service is asked where it answers.</summary>
    private sealed class Where(Texts texts)
    {
        private readonly Option<string> url = ServiceOptions.Url(texts);
        private readonly Option<string> key = ServiceOptions.Key(texts);
        private readonly Option<string?> data = new("--data") { Description = texts["option.data"], HelpName = "DIR" };
        private readonly Option<string?> store = new("--store") { Description = texts["option.store"], HelpName = "sqlite|CONNECTION" };

        public void AddTo(Command command)
        {
            foreach (var option in (Option[])[url, key, data, store]) command.Add(option);
        }

        public async Task<IKeys> OpenAsync(ParseResult parsed, Screen screen, TimeProvider clock, bool mayCreate, CancellationToken cancellation)
        {
            if (parsed.GetValue(url) is { } asked && ServiceOptions.Parse(asked) is null)
                throw new KeysUnavailableException(screen.Texts["mistake.value", "--url", asked]);
            var storeNamed = parsed.GetValue(data) is not null || parsed.GetValue(store) is not null;
            if (!storeNamed || parsed.GetValue(url) is not null)
            {
                var http = ServiceOptions.Client(ServiceOptions.Parse(parsed.GetValue(url)) ?? ServiceOptions.Default, parsed.GetValue(key), screen.Texts.Language);
                if (await ServiceKeys.AnswersAsync(http, cancellation)) return new ServiceKeys(http, screen.Texts);
                http.Dispose();
                if (!storeNamed && parsed.GetValue(url) is not null) throw new KeysUnavailableException(screen.Texts["service.silent", parsed.GetValue(url)]);
            }

            var options = new StorageOptions
            {
                Store = parsed.GetValue(store) ?? "sqlite",
                DataFolder = parsed.GetValue(data) ?? Environment.GetEnvironmentVariable(DataVariable) ?? "data",
            };
            if (!mayCreate && options.Store == "sqlite" && !Directory.Exists(options.DataFolder))
                throw new KeysUnavailableException(screen.Texts["key.no-store", options.DataFolder]);
            return await StoreKeys.OpenAsync(options, clock, cancellation);
        }
    }
}
