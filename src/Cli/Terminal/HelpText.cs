using System.CommandLine;
using System.CommandLine.Invocation;

namespace SocialCrm.Cli.Terminal;

/// <summary><c>--help</c> in the reader's language: what it does, how it is called, arguments, options, commands.</summary>
internal sealed class HelpText(Texts texts) : SynchronousCommandLineAction
{
    private const int WidestName = 34;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"{texts["help.usage"]} {Usage(command)}");
        Section(output, "help.arguments", command.Arguments.Select(a => (a.Name, a.Description)));
        Section(output, "help.commands", command.Subcommands.Select(c => (c.Name, c.Description)));
        Section(output, "help.options", Options(command).Select(o => (NameOf(o), o.Description)));
        return ExitCodes.Done;
    }

    /// <summary>As it is typed: <c>./crm key create</c>.</summary>
    public static string PathOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{PathOf(parent)} {command.Name}"
        : "./crm";

    private static string Usage(Command command) => string.Join(' ', (string[])
    [
        PathOf(command),
        .. command.Arguments.Select(a => a.Name),
        .. command.Subcommands.Count > 0 ? ["..."] : Array.Empty<string>(),
        .. command.Options.Where(o => o.Required).Select(NameOf),
    ]);

    private static IEnumerable<Option> Options(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive)))
        .Where(o => !o.Hidden);

    private static string NameOf(Option option) =>
        string.Join(", ", option.Aliases.Where(a => a.StartsWith('-') && a != "-?").Order(StringComparer.Ordinal).Prepend(option.Name))
        + (option.ValueType == typeof(bool) || option.HelpName is null ? "" : " " + option.HelpName);

    private void Section(TextWriter output, string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        var width = Math.Min(WidestName, all.Max(r => r.Name.Length));
        output.WriteLine();
        output.WriteLine(texts[title]);
        foreach (var (name, description) in all) output.WriteLine($"  {name.PadRight(width)}  {description}");
    }
}
