using System.CommandLine;
using System.CommandLine.Parsing;

namespace SocialCrm.Cli.Terminal;

/// <summary>What is wrong with a command line, in the reader's language: the parser itself only speaks English.</summary>
internal static class Mistakes
{
    public static IReadOnlyList<string> Of(ParseResult parsed, Texts texts)
    {
        var mistakes = parsed.UnmatchedTokens.Select(t => texts["mistake.unknown", t]).ToList();
        if (mistakes.Count == 0) mistakes.AddRange(parsed.Errors.Select(e => Said(e, texts)));
        return mistakes;
    }

    private static string Said(ParseError error, Texts texts) => error.SymbolResult switch
    {
        OptionResult { IdentifierToken: null } option => texts["mistake.required", option.Option.Name],
        OptionResult { Tokens.Count: 0 } option => texts["mistake.value-missing", option.Option.Name],
        OptionResult option => Value(option.Option.Name, option, texts),
        ArgumentResult { Tokens.Count: 0 } argument => texts["mistake.required", argument.Argument.Name],
        ArgumentResult { Parent: OptionResult option } => Value(option.Option.Name, option, texts),
        ArgumentResult argument => Value(argument.Argument.Name, argument, texts),
        CommandResult { Command.Subcommands.Count: > 0 } command =>
            texts["mistake.command", string.Join(", ", command.Command.Subcommands.Select(c => c.Name))],
        CommandResult { Command.Arguments.Count: > 0 } command => texts["mistake.required", command.Command.Arguments[0].Name],
        _ => error.Message,
    };

    private static string Value(string name, SymbolResult symbol, Texts texts) =>
        texts["mistake.value", name, string.Join(' ', symbol.Tokens.Select(t => t.Value))];
}
