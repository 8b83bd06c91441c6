using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using SocialCrm.Api.Hosting;

namespace SocialCrm.Deploy;

/// <summary>The settings of a process as environment variables say them: read by the code that reads them at a start, which so tells which ones there are.</summary>
internal sealed class KnownSettings
{
    /// <summary>Read elsewhere than with the settings: by sign-in, by Npgsql, by .NET itself.</summary>
    private static readonly string[] Others = ["CRM_SERVICE_KEY", "PGPASSWORD", "DATA", "DOTNET_EnableDiagnostics"];

    private KnownSettings(ServiceSettings settings, IReadOnlyList<string> unknown) => (Settings, Unknown) = (settings, unknown);

    public ServiceSettings Settings { get; }

    /// <summary>Variables that nothing reads: most likely misspelt.</summary>
    public IReadOnlyList<string> Unknown { get; }

    public static KnownSettings Of(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var variables = environment.ToDictionary(static v => v.Key.Replace("__", ":", StringComparison.Ordinal), static v => v.Value, StringComparer.OrdinalIgnoreCase);
        var asked = new Asked(new ConfigurationBuilder().AddInMemoryCollection(variables!).Build());
        var settings = ServiceSettings.Of(asked);
        return new KnownSettings(settings, [.. variables.Keys.Except(asked.Keys, StringComparer.OrdinalIgnoreCase).Except(Others, StringComparer.Ordinal)]);
    }

    /// <summary>A configuration that remembers what it was asked for.</summary>
    private sealed class Asked(IConfiguration inner) : IConfiguration
    {
        public List<string> Keys { get; } = [];

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                return inner[key];
            }
            set => throw new NotSupportedException(key);
        }

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren();

        public IChangeToken GetReloadToken() => inner.GetReloadToken();

        public IConfigurationSection GetSection(string key) => inner.GetSection(key);
    }
}
