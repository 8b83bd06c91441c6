using SocialCrm.Api;

await Service.Build(args).RunAsync();
