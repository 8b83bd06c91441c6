using System.CommandLine;
using SocialCrm.Cli.Keys;
using SocialCrm.Cli.Terminal;
using SocialCrm.Storage;

namespace SocialCrm.Cli;

/// <summary>Which store a command works on: <c>--data</c> (else CRM_DATA, else <c>data</c>) and <c>--store</c> (else sqlite).</summary>
internal sealed class StoreArguments(Texts texts)
{
    private readonly Option<string?> data = new("--data") { Description = texts["option.data"], HelpName = "DIR" };
    private readonly Option<string?> store = new("--store") { Description = texts["option.store"], HelpName = "sqlite|CONNECTION" };

    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(store);
    }

    public StorageOptions Of(ParseResult parsed) => new()
    {
        Store = parsed.GetValue(store) ?? "sqlite",
        DataFolder = parsed.GetValue(data) ?? Environment.GetEnvironmentVariable(KeyCommand.DataVariable) ?? "data",
    };
}
