using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SocialCrm.Grains.Tests")]
[assembly: InternalsVisibleTo("SocialCrm.Live.Tests")]
[assembly: InternalsVisibleTo("SocialCrm.Api")]
