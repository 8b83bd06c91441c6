using SocialCrm.Silo;
using SocialCrm.Silo.Hosting;

return await Starting.RunAsync(() => SiloProcess.Build(args));
