using SocialCrm.Cli;
using SocialCrm.Cli.Terminal;

var texts = Texts.For(args, Environment.GetEnvironmentVariable);
var screen = new Screen(Console.Out, Console.Error, texts) { IsTerminal = !Console.IsErrorRedirected };
return await Commands.RunAsync(args, screen, TimeProvider.System);
