using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SocialCrm.Api.Tests")]
