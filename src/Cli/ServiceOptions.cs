using System.CommandLine;
using System.Net.Http.Headers;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli;

/// <summary>How commands reach a running service: <c>--url</c>, and <c>--key</c> or CRM_SERVICE_KEY.</summary>
internal static class ServiceOptions
{
    public const string KeyVariable = "CRM_SERVICE_KEY";

    public static readonly Uri Default = new("http://127.0.0.1:5080/");

    /// <summary>A request is given up, and repeated, after this long.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    public static Option<string> Url(Texts texts) => new("--url") { Description = texts["option.url"], HelpName = "URL" };

    public static Option<string> Key(Texts texts) => new("--key")
    {
        Description = texts["option.key", KeyVariable],
        HelpName = "KEY",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : null!,
    };

    /// <summary>An absolute http or https address, with a slash at its end so that paths are added to it; else null.</summary>
    public static Uri? Parse(string? url) =>
        Uri.TryCreate(url?.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") ? uri : null;

    /// <summary>Answers of the service come in the reader's language. A proxy of the environment isn't asked for addresses of this machine.</summary>
    public static HttpClient Client(Uri url, string? key, string language)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = !url.IsLoopback }) { BaseAddress = url, Timeout = RequestTimeout };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (key is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }
}
