using SocialCrm.Api;
using SocialCrm.Silo.Hosting;

return await Starting.RunAsync(() => Service.Build(args));
