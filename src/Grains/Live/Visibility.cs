using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SocialCrm.Live.Tests")]
[assembly: InternalsVisibleTo("SocialCrm.Api")]
