using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SocialCrm.Api.Tests")]
[assembly: InternalsVisibleTo("SocialCrm.Deploy.Tests")]
