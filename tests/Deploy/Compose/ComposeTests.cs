using System.Net;
using System.Text.Json.Nodes;
using SocialCrm.Deploy.Image;
using SocialCrm.Silo.Hosting;
using Xunit;

namespace SocialCrm.Deploy.Compose;

/// <summary>What can be said of docker-compose.yml without Docker.</summary>
public sealed class ComposeTests
{
    private static readonly JsonObject File = ComposeFile.Read(ComposeFile.Given);

    public static TheoryData<string> Services => [.. ServicesOf(File).Select(static s => s.Key)];

    [Fact]
    public async Task File_is_of_the_compose_specification()
    {
        Assert.Empty(await Schemas.FaultsAsync("compose.mjs", File));
        var misspelt = File.DeepClone().AsObject();
        misspelt["services"]!["api"]!["restarts"] = "always";
        Assert.Contains("restarts", Assert.Single(await Schemas.FaultsAsync("compose.mjs", misspelt)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CRM_SERVICE_KEY")]
    [InlineData("CRM_DATABASE_PASSWORD")]
    public void Secret_that_is_missing_is_asked_for_by_name(string name)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => ComposeFile.Read(ComposeFile.Given.Where(g => g.Key != name).ToDictionary()));
        Assert.Matches($"^{name}: .* in {name}$", refused.Message);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_names_only_what_is_there(string name)
    {
        var service = ServicesOf(File)[name]!.AsObject();
        foreach (var network in Texts(service["networks"])) Assert.True(File["networks"]!.AsObject().ContainsKey(network), network);
        foreach (var volume in Texts(service["volumes"]).Select(static v => v.Split(':')[0]))
        {
            if (volume.StartsWith("./", StringComparison.Ordinal)) Assert.True(System.IO.File.Exists(Repository.PathOf(volume)), volume);
            else Assert.True(File["volumes"]!.AsObject().ContainsKey(volume), volume);
        }

        var others = service["depends_on"] is JsonObject conditions ? conditions.Select(static c => c.Key) : Texts(service["depends_on"]);
        foreach (var other in others) Assert.True(ServicesOf(File).ContainsKey(other), other);
        if (service["build"] is not { } build) return;
        foreach (var argument in build["args"]!.AsObject()) Assert.Contains(Dockerfile.Read().Instructions, i => i.Name == "ARG" && i.Text.StartsWith(argument.Key + "=", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_is_bounded_and_has_no_more_rights_than_it_needs(string name)
    {
        var service = ServicesOf(File)[name]!.AsObject();
        Assert.True(service["read_only"]?.GetValue<bool>(), "read_only");
        Assert.Equal(["ALL"], Texts(service["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], Texts(service["security_opt"]));
        Assert.Equal("unless-stopped", service["restart"]?.GetValue<string>());
        Assert.NotNull(service["deploy"]?["resources"]?["limits"]?["memory"]);
        Assert.NotNull(service["deploy"]?["resources"]?["limits"]?["cpus"]);
        Assert.NotNull(service["stop_grace_period"]);
        // Ours has its user and its health check in the image.
        if (service["build"] is not null) return;
        Assert.NotNull(service["user"]);
        Assert.NotNull(service["healthcheck"]?["test"]);
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    public void Environment_is_of_settings_that_exist(string name)
    {
        var service = ServicesOf(File)[name]!.AsObject();
        var image = Dockerfile.Read().Environment;
        var known = KnownSettings.Of(image.Concat(service["environment"]!.AsObject().Select(static v => KeyValuePair.Create(v.Key, v.Value!.ToString()))));
        Assert.Empty(known.Unknown);
        Assert.Equal("http://0.0.0.0:8080", known.Settings.Urls);
        Assert.Contains("Host=database", known.Settings.Storage.Store, StringComparison.Ordinal);
        Assert.True(ServicesOf(File).ContainsKey("database"));
        Assert.Equal(name == "api" ? SiloRole.Cluster : SiloRole.Own, known.Settings.Role);
        Assert.Equal(name == "silo", !IPAddress.IsLoopback(known.Settings.Cluster.Address));
        Assert.Equal($"SocialCrm.{(name == "api" ? "Api" : "Silo")}.dll", Assert.Single(Texts(service["command"])));
    }

    [Fact]
    public void Only_the_balancer_is_reached_from_outside_and_silos_only_by_processes()
    {
        Assert.Equal("balancer", Assert.Single(ServicesOf(File), static s => s.Value!["ports"] is not null).Key);
        Assert.Equal(["127.0.0.1:5080:8080"], Texts(ServicesOf(File)["balancer"]!["ports"]));
        Assert.Equal(["front"], Texts(ServicesOf(File)["balancer"]!["networks"]));
        Assert.Equal(["inner"], Texts(ServicesOf(File)["silo"]!["networks"]));
        var front = File["networks"]!["front"]!["ipam"]!["config"]![0]!["subnet"]!.GetValue<string>();
        Assert.Equal(front, ServicesOf(File)["api"]!["environment"]!["TrustedProxies"]!.GetValue<string>());
    }

    [Fact]
    public void Database_keeps_what_it_acknowledged_and_has_connections_for_all()
    {
        var database = ServicesOf(File)["database"]!.AsObject();
        var settings = Texts(database["command"]).Where(static c => c.StartsWith("-c", StringComparison.Ordinal)).Select(static c => c[2..].Split('=')).ToDictionary(static c => c[0], static c => c[1], StringComparer.Ordinal);
        foreach (var name in (string[])["fsync", "full_page_writes", "synchronous_commit"]) Assert.Equal("on", settings[name]);
        const int ofAProcess = 39;
        var processes = Replicas("silo") + Replicas("api");
        Assert.True(int.Parse(settings["max_connections"], System.Globalization.CultureInfo.InvariantCulture) > (processes + 1) * ofAProcess);
        Assert.StartsWith("database:", Assert.Single(Texts(database["volumes"])), StringComparison.Ordinal);

        static int Replicas(string name) => ServicesOf(File)[name]!["deploy"]!["replicas"]!.GetValue<int>();
    }

    private static JsonObject ServicesOf(JsonObject file) => file["services"]!.AsObject();

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. list?.AsArray().Select(static t => t!.ToString()) ?? []];
}
